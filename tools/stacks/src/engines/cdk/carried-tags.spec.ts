import { parseEnvironment } from '@bulkhead/config';
import { withPlayedAws } from '../../test-emulator';
import { carriesTags } from './carried-tags';

const environment = parseEnvironment({ name: 'qa', preset: 'saas', account: '123456789012' }, 'qa.json');
const place = { workspaceRoot: '', environment, region: 'us-east-1' };
const service = { role: 'primary', app: 'app-platform', stack: 'service' } as const;

/** What AWS answers. */
let answer: string;
withPlayedAws((_, response) => void response.end(answer));

const tagged = (tags: Record<string, string>) => {
  const members = Object.entries(tags).map(
    ([key, value]) => `<member><Key>${key}</Key><Value>${value}</Value></member>`,
  );
  return `<DescribeStacksResponse><DescribeStacksResult><Stacks><member><Tags>${members.join('')}</Tags></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`;
};
const own = { 'bulkhead:environment': 'qa', 'bulkhead:app': 'app-platform', 'bulkhead:stack': 'service' };

test.each<[string, Record<string, string>, boolean]>([
  ['its tags, and others', { ...own, team: 'a' }, true],
  ['those of another environment', { ...own, 'bulkhead:environment': 'prod' }, false],
  ['only some', { 'bulkhead:environment': 'qa', 'bulkhead:app': 'app-platform' }, false],
  ['none', {}, false],
])('a stack that carries %s', async (_, tags, expected) => {
  answer = tagged(tags);

  expect(await carriesTags(place, service)).toBe(expected);
});
