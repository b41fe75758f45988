import './test-mocked-world';
import { type ParameterUse } from '@bulkhead/stack';
import { regionsPath } from '../records/deployed-regions';
import { type StackInstance } from '../workspace/stack-instance';
import { drawn } from '../workspace/test-instances';
import { deploy } from './deploy';
import { beginWorld, testRun, type TestWorld } from './test-world';

function mockWorld(part: string) {
  return jest.requireActual<Record<string, object>>('./test-world')[part];
}
jest.mock('../preflight/preflight', () => mockWorld('mockedPreflight'));
let mockOrigins: number;
jest.mock('../records/origin', () => {
  const actual = jest.requireActual<typeof import('../records/origin')>('../records/origin');
  return {
    ...actual,
    originOf: (...given: Parameters<typeof actual.originOf>) => {
      mockOrigins++;
      return actual.originOf(...given);
    },
  };
});

const [a, b, c] = drawn('A -> B, A -> C') as [StackInstance, StackInstance, StackInstance];
const path = '/bulkhead/qa/A/id';
const use: ParameterUse = { contract: 'A', key: 'id', path, kind: 'string', pattern: '^.+$' };

let world: TestWorld;
beforeEach(() => {
  world = beginWorld();
  mockOrigins = 0;
  world.synthesized.set(a.id, { publishes: [use] });
  for (const { id } of [b, c]) world.synthesized.set(id, { consumes: [use] });
  world.parameters.set(`${a.region} ${path}`, 'one');
});

const asked = (operation: string) => world.calls.filter((call) => call.startsWith(`${operation} `)).length;

test('the parameters that unchanged stacks publish and read are read once, for all of them', async () => {
  await deploy(testRun([a, b, c]).run);
  world.calls.length = 0;
  const { stacks } = await deploy(testRun([a, b, c]).run);

  expect(stacks.map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged', 'unchanged']);
  expect(asked('GetParameters')).toBe(1);
  expect(asked('GetParametersByPath')).toBe(1);
});

test('the preflight gets the caller, the stacks and their records', async () => {
  world.record(b, { outcome: 'failed', consumed: { [path]: 'one' } });
  await deploy(testRun([a, b, c]).run);

  expect(world.preflights).toHaveLength(1);
  const [request] = world.preflights;
  expect(request?.caller).toBe('ada@laptop');
  expect([...(request?.stacks.keys() ?? [])]).toEqual([a, b, c]);
  expect([a, b].map((instance) => request?.isRecorded(instance))).toEqual([false, true]);
  expect(await request?.valuesOf(b, [path])).toEqual(new Map([[path, 'one']]));
});

test.each([
  [true, [a.id, b.id, c.id]],
  [false, []],
])('if deploys are forced (%s), the preflight looks at all stacks', async (force, ids) => {
  await deploy(testRun([a, b, c]).run);
  world.preflights.length = 0;
  await deploy(testRun([a, b, c], [a, b, c], { force }).run);

  expect(world.preflights.flatMap(({ stacks }) => [...stacks.keys()].map(({ id }) => id))).toEqual(ids);
});

test('the caller is read once for all stacks, and not if all are unchanged', async () => {
  await deploy(testRun([a, b, c]).run);
  expect(mockOrigins).toBe(1);
  await deploy(testRun([a, b, c]).run);

  expect(mockOrigins).toBe(1);
});

describe('the regions that an earlier version did not note', () => {
  const noted = () => world.parameters.get(`${a.region} ${regionsPath('qa')}`);
  beforeEach(async () => {
    await deploy(testRun([a, b, c]).run);
    world.parameters.delete(`${a.region} ${regionsPath('qa')}`);
  });

  test('are noted by the next deploy, even one that changes nothing', async () => {
    await deploy(testRun([a, b, c]).run);

    expect(noted()).toContain(a.region);
  });

  test('are not noted by a dry run', async () => {
    await deploy(testRun([a, b, c], [a, b, c], { dryRun: true }).run);

    expect(noted()).toBeUndefined();
  });
});
