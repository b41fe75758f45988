import { BulkheadError } from '@bulkhead/errors';
import { type ResourceCounts, untouched } from '../engines/engine';
import { type StackLocks } from '../locks/stack-locks';
import { regionsPath } from '../records/deployed-regions';
import { testInstance } from '../workspace/test-instances';
import { type StackInstance } from '../workspace/stack-instance';
import { type Destruction, destroyInOrder } from './destroy-in-order';
import { beginWorld, testRun, type TestWorld } from './test-world';

jest.mock(
  '../parameters/parameter-store',
  () => jest.requireActual<Record<string, object>>('./test-world')['mockedStore'],
);

const network = testInstance('network/vpc@primary');
const database = testInstance('database/relational@primary');
const order = new Map([
  [network, [database]],
  [database, []],
]);
const destroyed: ResourceCounts = { ...untouched, destroyed: 3 };

let world: TestWorld;
/** The events, in order. */
let events: string[];
beforeEach(() => {
  world = beginWorld();
  events = [];
});

async function destroying(over: Partial<Destruction<StackInstance>>) {
  const { run, output } = testRun([network, database]);
  const holding: StackLocks['holding'] = async (instance, work) => {
    events.push(`lock ${instance.id}`);
    return work(new AbortController().signal);
  };
  const stacks = await destroyInOrder<StackInstance>(
    {
      run,
      locks: { holding } as StackLocks,
      instanceOf: (instance) => instance,
      doing: 'destroying',
      work: (instance) => async () => {
        events.push(`destroy ${instance.id}`);
        return destroyed;
      },
      gone: ({ id }) => void events.push(`gone ${id}`),
      ...over,
    },
    order,
  );
  return {
    output,
    ends: stacks.map(({ app, outcome, reason }) => `${app} ${outcome}: ${reason.split('\n')[0]}`),
  };
}

test('consumers are destroyed before what they consume, each under its lock', async () => {
  const { ends } = await destroying({});

  expect(events).toEqual(
    [database, network].flatMap(({ id }) => [`lock ${id}`, `destroy ${id}`, `gone ${id}`]),
  );
  expect(ends).toEqual(['database destroyed: 3 resources', 'network destroyed: 3 resources']);
});

test('a stack that cannot be destroyed is not begun, and the stacks that it consumes from stay', async () => {
  const { ends, output } = await destroying({
    work: () => {
      throw new BulkheadError('SynthFailed', 'No code.');
    },
  });

  expect(ends).toEqual([
    'database failed: No code.',
    'network skipped: database/relational@primary still stands',
  ]);
  expect(events).toEqual([]);
  expect(output.events.map(({ type }) => type)).not.toContain('started');
});

test('a stack with nothing left counts as gone too; its remark is printed', async () => {
  const { ends } = await destroying({
    work: () => async () => untouched,
    remark: async () => '; all is well',
  });

  expect(ends).toEqual([
    'database unchanged: 0 resources; all is well',
    'network unchanged: 0 resources; all is well',
  ]);
});

describe('the note of the regions that the environment is deployed to', () => {
  const note = () => world.parameters.has(`${network.region} ${regionsPath('qa')}`);
  beforeEach(() => world.parameters.set(`${network.region} ${regionsPath('qa')}`, '["us-east-1"]'));

  test.each([
    ['was destroyed', destroyed],
    ['had nothing left', untouched],
  ])('is removed with the last stack, which %s', async (_, counts) => {
    await destroying({ work: () => async () => counts });

    expect(note()).toBe(false);
  });

  test('stays if something is still recorded', async () => {
    world.record(database);
    await destroying({});

    expect(note()).toBe(true);
  });

  test('stays if no stack could be destroyed', async () => {
    await destroying({
      work: () => () => Promise.reject(new BulkheadError('TerraformFailed', 'AWS says no.')),
    });

    expect(note()).toBe(true);
  });
});
