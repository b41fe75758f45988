import { parseEnvironment } from '@bulkhead/config';
import { withPlayedAws } from '../../test-emulator';
import { carriesTags } from './carried-tags';

const environmentFile = { name: 'qa', preset: 'saas', account: '123456789012' };
const environment = parseEnvironment(environmentFile, 'qa.json');
const place = { workspaceRoot: '', environment, region: 'us-east-1' };
const service = { role: 'primary', app: 'app-platform', stack: 'service' } as const;

/** What AWS answers. */
let answer: string;
withPlayedAws((_, response) => void response.end(answer));

const tagged = (tags: Record<string, string>, status = 'CREATE_COMPLETE') => {
  const members = Object.entries(tags).map(
    ([key, value]) => `<member><Key>${key}</Key><Value>${value}</Value></member>`,
  );
  return `<DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackStatus>${status}</StackStatus><Tags>${members.join('')}</Tags></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`;
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

test('a stack that was only described counts as tagged, because it has no resources', async () => {
  answer = tagged({}, 'REVIEW_IN_PROGRESS');

  expect(await carriesTags(place, service)).toBe(true);
});

test('on the emulator, which does not keep the tags of stacks, every stack counts as tagged', async () => {
  answer = tagged({});
  const emulator = parseEnvironment({ ...environmentFile, target: 'emulator', protected: false }, 'qa.json');

  expect(await carriesTags({ ...place, environment: emulator }, service)).toBe(true);
});
