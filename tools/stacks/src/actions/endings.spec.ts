import { BulkheadError } from '@bulkhead/errors';
import { StackLocks } from '../locks/stack-locks';
import { type Run } from '../run/run';
import { drawn, testInstance } from '../workspace/test-instances';
import { type StackInstance } from '../workspace/stack-instance';
import { bootstrap } from './bootstrap';
import { deploy } from './deploy';
import { destroy } from './destroy';
import { diff } from './diff';
import { drift } from './drift';
import { listOrphans } from './list-orphans';
import { recover } from './recover';
import { beginWorld, testRun, type TestWorld } from './test-world';

function mockWorld(part: string) {
  return jest.requireActual<Record<string, object>>('./test-world')[part];
}
jest.mock('../engines/engines', () => mockWorld('mockedEngines'));
jest.mock('../drift/additions/stack-additions', () => mockWorld('mockedAdditions'));
jest.mock('../engines/state-keepers', () => mockWorld('mockedKeepers'));
jest.mock('../engines/terraform/state-keeper', () => mockWorld('mockedStates'));
jest.mock('../engines/terraform/codeless-configuration', () => ({ writeCodelessConfiguration: jest.fn() }));
jest.mock('../foundation/foundation', () => ({
  ...mockWorld('mockedFoundation'),
  createFoundation: async () => mockCreated,
}));
jest.mock('../run/target', () => mockWorld('mockedTarget'));
jest.mock('../parameters/parameter-store', () => mockWorld('mockedStore'));
jest.mock('../synthesis/synthesize', () => mockWorld('mockedSynthesis'));

/** The resources that the foundation has created. */
let mockCreated: string[];
let world: TestWorld;
beforeEach(() => {
  world = beginWorld();
  mockCreated = [];
});
afterEach(() => jest.restoreAllMocks());

const [a] = drawn('A') as [StackInstance];
const destroyOrphans = (run: Run) => destroy({ ...run, options: { ...run.options, orphans: true } });

/** `<outcome>: <first line of the reason>` by app. */
const endings = (stacks: Awaited<ReturnType<typeof deploy>>['stacks']) =>
  Object.fromEntries(stacks.map(({ app, outcome, reason }) => [app, `${outcome}: ${reason.split('\n')[0]}`]));

test.each<[string, typeof deploy, StackInstance[]]>([
  ['deploy', deploy, [a]],
  ['destroy', destroy, [a]],
  ['recover', recover, [a]],
  ['destroy --orphans', destroyOrphans, []],
])('an interrupted %s begins no further stack', async (_, action, instances) => {
  world.record(a, { engine: 'cdktf', outcome: 'failed' });
  const before = world.recorded(a);
  const { run } = testRun(instances);
  const { stacks } = await action({ ...run, interrupted: AbortSignal.abort() });

  expect(endings(stacks)).toEqual({ A: 'skipped: the run was interrupted' });
  expect(world.asked).toEqual([]);
  expect(world.recorded(a)).toEqual(before);
});

/** An engine that fails at the stacks of some apps. */
function failsAt(...apps: string[]): void {
  const work = async ({ instance }: { instance: StackInstance }) => {
    if (apps.includes(instance.app)) throw new BulkheadError('TerraformFailed', 'AWS says no.');
    world.kept.delete(instance.id);
    return { added: 1, changed: 0, destroyed: 1 };
  };
  world.engine = { deploy: work, destroy: work };
}

test('a stack that fails to deploy holds back only its consumers', async () => {
  const instances = drawn('A -> C, B -> C, C -> D, B -> E, F -> G');
  failsAt('A', 'B');
  const { stacks } = await deploy(testRun(instances).run);

  expect(endings(stacks)).toEqual({
    A: 'failed: AWS says no.',
    B: 'failed: AWS says no.',
    C: 'skipped: waits for A/main@primary, B/main@primary',
    D: 'skipped: waits for A/main@primary, B/main@primary, C/main@primary',
    E: 'skipped: waits for B/main@primary',
    F: 'deployed: never deployed',
    G: 'deployed: never deployed',
  });
});

test.each<[string, typeof deploy, string]>([
  ['deploy', deploy, 'deploying'],
  ['destroy', destroy, 'destroying'],
])(
  'a %s past its deadline leaves the stack recorded as under way while CloudFormation goes on, and says so',
  async (_, action, outcome) => {
    world.record(a, { outcome: 'failed' });
    const endless = ({ signal }: { signal: AbortSignal }) =>
      new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    const atWork = { who: 'CloudFormation', doing: 'UPDATE_IN_PROGRESS', look: 'aws cloudformation …' };
    world.engine = { deploy: endless, destroy: endless, atWork: async () => atWork };
    const { stacks } = await action(testRun([a], [a], { deadlineMinutes: 0.002 }).run);

    expect(stacks[0]).toMatchObject({
      outcome: 'failed',
      reason: expect.stringMatching(
        /CloudFormation goes on with it \(UPDATE_IN_PROGRESS\)[^]*is recorded as under way, and this run gives back its lock[^]*\(DeadlineExceeded\)/,
      ),
    });
    expect(world.recorded(a)).toMatchObject({ outcome });
    expect([...world.parameters.keys()].filter((name) => name.includes('_lock'))).toEqual([]);
  },
);

test('a destroy past its deadline writes no record for a stack without one', async () => {
  world.record(a);
  for (const name of [...world.parameters.keys()]) world.parameters.delete(name);
  world.engine = {
    destroy: ({ signal }) =>
      new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    atWork: async () => ({ who: 'CloudFormation', doing: 'DELETE_IN_PROGRESS', look: 'aws …' }),
  };
  const { stacks } = await destroy(testRun([a], [a], { deadlineMinutes: 0.002 }).run);

  expect(stacks[0]?.reason).toContain('This run gives back its lock');
  expect(world.recorded(a)).toBeUndefined();
});

test('a deploy past its deadline has failed if no work goes on', async () => {
  world.engine = {
    deploy: ({ signal }) =>
      new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
  };
  const { stacks } = await deploy(testRun([a], [a], { deadlineMinutes: 0.002 }).run);

  expect(stacks[0]?.reason).not.toContain('goes on');
  expect(world.recorded(a)).toMatchObject({ outcome: 'failed' });
});

test('a stack that fails to be destroyed keeps only the stacks that it consumes from', async () => {
  const instances = drawn('A -> B, A -> C, D -> E');
  for (const instance of instances) world.record(instance);
  failsAt('B', 'C');
  const { stacks } = await destroy(testRun(instances).run);

  expect(endings(stacks)).toEqual({
    A: 'skipped: B/main@primary, C/main@primary still stands',
    B: 'failed: AWS says no.',
    C: 'failed: AWS says no.',
    D: 'destroyed: 1 resources',
    E: 'destroyed: 1 resources',
  });
  expect(world.recorded(instances[0] as StackInstance)).toMatchObject({ outcome: 'deployed' });
});

test('an orphan that fails to be destroyed keeps the stacks that it reads from', async () => {
  const url = '/bulkhead/qa/A/url';
  const reader = testInstance('B/main@primary');
  world.record(a, { engine: 'cdktf', published: { [url]: 'u' } });
  world.record(reader, { engine: 'cdktf', consumed: { [url]: 'x' } });
  failsAt('B');
  const { stacks, amiss, standing } = await destroyOrphans(testRun([]).run);

  expect(endings(stacks)).toEqual({
    A: 'skipped: B/main@primary still stands',
    B: 'failed: AWS says no.',
  });
  expect(amiss).toBe(true);
  expect(standing?.orphans.map(({ app }) => app).sort()).toEqual(['A', 'B']);
});

test('a stack that does not stand is not destroyed, and no engine is asked', async () => {
  const { stacks } = await destroy(testRun([a]).run);

  expect(endings(stacks)).toEqual({ A: 'unchanged: 0 resources' });
  expect(world.asked).toEqual([]);
});

test('a dry run says why each stack would be deployed, and which stacks wait for a value of another', async () => {
  const instances = drawn('A -> B, C -> B, D');
  world.record(instances[3] as StackInstance);
  const { stacks } = await deploy(testRun(instances, instances, { dryRun: true }).run);

  expect(endings(stacks)).toEqual({
    A: 'pending: never deployed',
    B: 'pending: reads what A/main@primary, C/main@primary would publish',
    C: 'pending: never deployed',
    D: 'unchanged: nothing differs from what is deployed',
  });
  expect(world.asked).toEqual([]);
  expect(world.recorded(a)).toBeUndefined();
});

test('a stack that somebody else deployed before the lock was taken is not deployed again', async () => {
  world.record(a, { outcome: 'failed' });
  jest.spyOn(StackLocks.prototype, 'holding').mockImplementation(async (instance, work) => {
    world.record(instance);
    return work(new AbortController().signal);
  });
  const { stacks } = await deploy(testRun([a]).run);

  expect(endings(stacks)).toEqual({ A: 'unchanged: nothing differs from what is deployed' });
  expect(world.asked).toEqual([]);
});

test('a forced stack is deployed without changes, and says so', async () => {
  world.record(a);
  const { stacks } = await deploy(testRun([a], [a], { force: true }).run);

  expect(stacks).toMatchObject([{ outcome: 'deployed', causes: [{ type: 'forced' }] }]);
  expect(world.asked).toEqual(['deploy A/main@primary']);
});

describe.each<[string, (run: Run) => Promise<unknown>]>([
  ['deploy', deploy],
  ['destroy', destroy],
  ['destroy --orphans', destroyOrphans],
  ['diff', diff],
  ['drift', drift],
  ['orphans', listOrphans],
  ['recover', recover],
  ['bootstrap', bootstrap],
])('%s closes its clients of the account', (_, action) => {
  test('when it is done', async () => {
    await action(testRun([a]).run);

    expect(world.closed).toBe(1);
  });

  test('when it fails', async () => {
    const { run } = testRun([a]);
    const fails = () => {
      throw new Error('no terminal');
    };

    await expect(action({ ...run, output: { ...run.output, line: fails, event: fails } })).rejects.toThrow(
      'no terminal',
    );
    expect(world.closed).toBe(1);
  });
});

test.each([
  [['the state bucket', 'CDK’s bootstrap stack'], 'Ready: the state bucket, CDK’s bootstrap stack.'],
  [[], 'The environment has no stacks.'],
])('a bootstrap that created %j says: %s', async (created, said) => {
  mockCreated = created;
  const { run, output } = testRun([a]);
  await bootstrap(run);

  expect(output.lines).toEqual([said]);
});

test('without orphans, the list says that there are none', async () => {
  const { run, output } = testRun([a]);
  expect(await listOrphans(run)).toMatchObject({ stacks: [] });
  expect(output.lines).toEqual(['No stack stands that the configuration of qa does not have.']);

  await destroyOrphans(run);
  expect(output.lines.at(-1)).toBe('No stack stands that could be destroyed with --orphans.');
});

test('with orphans, the list does not say that there are none', async () => {
  world.record(a, { engine: 'cdktf' });
  const { run, output } = testRun([]);
  const { standing } = await listOrphans(run);

  expect(standing?.orphans).toHaveLength(1);
  expect(output.lines).toEqual([]);
});
