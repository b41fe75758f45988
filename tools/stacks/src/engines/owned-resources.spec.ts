import { text } from 'node:stream/consumers';
import { parseEnvironment } from '@bulkhead/config';
import { withPlayedAws } from '../test-emulator';
import { ownedResources } from './owned-resources';

const environment = parseEnvironment({ name: 'qa', preset: 'saas', account: '123456789012' }, 'qa.json');
const place = { workspaceRoot: '', environment, region: 'us-east-1' };
const service = { role: 'primary', app: 'app-platform', stack: 'service' } as const;

/** What AWS answers to a body. */
let answer: (body: string) => string;
withPlayedAws(async (request, response) => {
  const body = await text(request);
  try {
    response.end(answer(body));
  } catch {
    response.writeHead(503).end('{}');
  }
});

test('every resource with the three tags of a stack is found, page by page', async () => {
  const asked: { TagFilters: object[]; PaginationToken?: string }[] = [];
  answer = (body) => {
    asked.push(JSON.parse(body) as (typeof asked)[0]);
    const [arn, PaginationToken] = asked.length === 1 ? ['arn:b', 'more'] : ['arn:a', ''];
    return JSON.stringify({ ResourceTagMappingList: [{ ResourceARN: arn }], PaginationToken });
  };

  expect(await ownedResources(place, service)).toEqual(['arn:a', 'arn:b']);
  expect(asked[0]?.TagFilters).toEqual([
    { Key: 'bulkhead:environment', Values: ['qa'] },
    { Key: 'bulkhead:app', Values: ['app-platform'] },
    { Key: 'bulkhead:stack', Values: ['service'] },
  ]);
});

test('a service that is down for a while is asked again, as often as for every client of a run', async () => {
  let calls = 0;
  answer = () => {
    // By default, the SDK would give up after three attempts.
    if (++calls <= 3) throw new Error('down');
    return JSON.stringify({ ResourceTagMappingList: [{ ResourceARN: 'arn:a' }] });
  };

  expect(await ownedResources(place, service)).toEqual(['arn:a']);
});
