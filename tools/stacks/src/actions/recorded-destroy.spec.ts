import './test-mocked-world';
import { BulkheadError, Refusal } from '@bulkhead/errors';
import { type EngineRequest, untouched } from '../engines/engine';
import { StackLocks } from '../locks/stack-locks';
import { type Run } from '../run/run';
import type * as Targets from '../run/target';
import { testInstance } from '../workspace/test-instances';
import { destroy } from './destroy';
import { beginWorld, testRun, type TestWorld } from './test-world';

const network = testInstance('network/vpc@primary');
const before = { type: 'terraform', lineage: network.id, serial: 1 } as const;
const later = { type: 'terraform', lineage: network.id, serial: 2, mark: 'later', resources: 1 } as const;
const failure = () => new BulkheadError('TerraformFailed', 'AWS says no.');

let world: TestWorld;
beforeEach(() => {
  world = beginWorld();
  world.record(network, { at: 'once' });
});
afterEach(() => jest.restoreAllMocks());

/** Destroys the stack with an engine that does the given work. */
async function destroyed(work: (request: EngineRequest) => unknown, over: Partial<Run> = {}) {
  world.engine.destroy = async (request) => {
    await work(request);
    return { ...untouched, destroyed: 3 };
  };
  const { run } = testRun([network]);
  return (await destroy({ ...run, ...over })).stacks[0];
}

/** An engine that fails after its state has changed. */
const fails = () => {
  world.kept.set(network.id, { is: 'kept', state: later });
  throw failure();
};

test('while the engine is at work, the record says so, since when, and what the stack was', async () => {
  let during: unknown;
  await destroyed(() => {
    during = world.recorded(network);
    world.kept.delete(network.id);
  });

  expect(during).toMatchObject({
    outcome: 'destroying',
    at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    state: before,
  });
});

test('a destroyed stack has no record', async () => {
  expect(await destroyed(() => world.kept.delete(network.id))).toMatchObject({
    outcome: 'destroyed',
    resources: { destroyed: 3 },
  });
  expect(world.recorded(network)).toBeUndefined();
});

test('after a failure of the engine the record has the new state', async () => {
  expect(await destroyed(fails)).toMatchObject({ outcome: 'failed' });
  expect(world.recorded(network)).toMatchObject({ outcome: 'destroying', state: later });
});

test('if nobody can read the state, the record has the former one', async () => {
  await destroyed(() => {
    world.kept.set(network.id, { is: 'broken', problem: 'no JSON' } as never);
    throw failure();
  });

  expect(world.recorded(network)).toMatchObject({ outcome: 'destroying', state: before });
});

test('a refusing engine has touched nothing, and the record is unchanged', async () => {
  const refuses = () => {
    throw new Refusal('StateLocked', 'Somebody is at work.');
  };

  expect(await destroyed(refuses)).toMatchObject({ outcome: 'refused' });
  expect(world.recorded(network)).toMatchObject({ outcome: 'deployed', at: 'once' });
});

describe('an engine that may still be at work', () => {
  test.each<[string, (by: AbortController) => Partial<Run>]>([
    ['the run was interrupted', ({ signal }) => ({ interrupted: signal })],
    [
      'the lock was lost',
      ({ signal }) => {
        jest.spyOn(StackLocks.prototype, 'holding').mockImplementation((_, work) => work(signal));
        return {};
      },
    ],
    [
      'the account was lost',
      ({ signal }) => {
        const targets = jest.requireMock<typeof Targets>('../run/target');
        const open = targets.openTarget;
        jest
          .spyOn(targets, 'openTarget')
          .mockImplementation(async (run) => ({ ...(await open(run)), lost: signal }));
        return {};
      },
    ],
  ])('since %s leaves the record unchanged, whatever it threw', async (_, begin) => {
    const by = new AbortController();
    const over = begin(by);
    const gone = () => {
      by.abort(new Error('gone'));
      fails();
    };

    expect(await destroyed(gone, over)).toMatchObject({ outcome: 'failed' });
    expect(world.recorded(network)).toMatchObject({ outcome: 'destroying', state: before });
  });
});

test.each([
  ['deployed', false],
  ['failed', true],
  ['deploying', true],
  ['destroying', true],
] as const)(
  'for a stack that is recorded as %s, the engine gets: unfinished %s',
  async (outcome, unfinished) => {
    world.record(network, { outcome });
    const asked: unknown[] = [];
    await destroyed((request) => asked.push(request.unfinished));

    expect(asked).toEqual([unfinished]);
  },
);

test('a stack without a record is destroyed, and no record is written', async () => {
  for (const name of [...world.parameters.keys()]) world.parameters.delete(name);
  let during: unknown = 'not asked';
  const result = await destroyed((request) => {
    during = world.recorded(network);
    expect(request.unfinished).toBe(true);
  });

  expect(result).toMatchObject({ outcome: 'destroyed' });
  expect(during).toBeUndefined();
  expect(world.recorded(network)).toBeUndefined();
});
