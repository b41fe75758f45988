import './test-mocked-world';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BulkheadError, Refusal } from '@bulkhead/errors';
import { type ParameterUse } from '@bulkhead/stack';
import { type EngineRequest } from '../engines/engine';
import { EngineFailure } from '../engines/engine-failure';
import { StackLocks } from '../locks/stack-locks';
import { type DeployRecord, recordPath } from '../records/record';
import { parseRecord } from '../records/record-text';
import { type Run, type RunOptions } from '../run/run';
import { testFolder } from '../test-folder';
import { testInstance } from '../workspace/test-instances';
import { deploy } from './deploy';
import { beginWorld, testRun, type TestWorld } from './test-world';

const network = testInstance('network/vpc@primary', { publishes: ['network'] });
const of = { environment: 'qa', role: 'primary', app: 'network', stack: 'vpc' } as const;
const path = '/bulkhead/qa/network/vpcId';
const formerPath = '/bulkhead/qa/network/natId';
const read = '/bulkhead/qa/dns/zoneId';
const formerRead = '/bulkhead/qa/dns/oldZoneId';
const use: ParameterUse = { contract: 'network', key: 'vpcId', path, kind: 'string', pattern: '^vpc-[0-9]$' };
const zone: ParameterUse = {
  contract: 'dns',
  key: 'zoneId',
  path: read,
  kind: 'string',
  pattern: '^Z[0-9]$',
};
const counts = { added: 1, changed: 0, destroyed: 0 };
const later = {
  type: 'terraform',
  lineage: network.id,
  serial: 2,
  mark: 'later',
  resources: 2,
} as const;

let world: TestWorld;
beforeEach(() => {
  world = beginWorld();
  // Retries start without delay.
  jest.spyOn(Math, 'random').mockReturnValue(0);
  world.parameters.set(`${network.region} ${read}`, 'Z2');
  world.parameters.set(`${network.region} ${path}`, 'vpc-1');
  world.parameters.set(`${network.region} ${formerPath}`, 'nat-1');
  world.synthesized.set(network.id, {
    publishes: [use],
    consumes: [zone],
    directory: testFolder({ 'stack.json': '{}' }),
  });
});
afterEach(() => jest.restoreAllMocks());

/** Records a deploy of the stack that read and published other values than today. */
function deployedBefore(over: Partial<DeployRecord> = {}): void {
  world.record(network, {
    at: 'once',
    consumed: { [read]: 'Z1', [formerRead]: 'Z0' },
    published: { [path]: '^vpc-.$', [formerPath]: '^nat-.$' },
    publishedValues: { [path]: 'vpc-1', [formerPath]: 'nat-1' },
    ...over,
  });
}

const text = () => world.parameters.get(`${network.region} ${recordPath('qa', network)}`);
const recorded = () => parseRecord(text() ?? '{}', of, new Map());

/** Deploys the stack. Returns its result. */
async function deployed(options: Partial<RunOptions> = {}, over: Partial<Run> = {}) {
  const { run } = testRun([network], [network], options);
  const { stacks } = await deploy({ ...run, ...over });
  return stacks[0];
}

/** An engine whose attempts end one after the other as given. Each attempt notes the record at that moment. */
function attempts(...ends: readonly (Error | (() => void))[]) {
  const seen: { record: DeployRecord; request: EngineRequest }[] = [];
  world.engine.deploy = async (request) => {
    const end = ends[seen.length];
    seen.push({ record: recorded(), request });
    if (end instanceof Error) throw end;
    end?.();
    return counts;
  };
  return seen;
}
const disturbed = () =>
  new EngineFailure('TerraformFailed', 'EOF', 'transient').having({ added: 2, changed: 0, destroyed: 1 });
const failure = () => new BulkheadError('TerraformFailed', 'AWS says no.');
const refusal = () => new Refusal('StateLocked', 'Somebody is at work.');

/** Until a deploy has succeeded, a stack may read and publish the former values or the new ones. */
const undecided = {
  consumed: { [read]: 'Z2', [formerRead]: 'Z0' },
  published: { [path]: '^vpc-[0-9]$', [formerPath]: '^nat-.$' },
  publishedValues: { [path]: 'vpc-1', [formerPath]: 'nat-1' },
  lastDeploy: { at: 'once' },
};

describe('what is recorded', () => {
  test('while the engine is at work has the former content and the new one', async () => {
    deployedBefore();
    const seen = attempts();
    await deployed();

    expect(seen.map(({ record }) => record)).toEqual([
      expect.objectContaining({ ...undecided, outcome: 'deploying', state: expect.anything() }),
    ]);
  });

  test('after the engine failed is the same, with the new state of the engine', async () => {
    deployedBefore();
    attempts(() => {
      world.kept.set(network.id, { is: 'kept', state: later });
      throw failure();
    });

    expect(await deployed()).toMatchObject({
      outcome: 'failed',
      reason: expect.stringContaining('AWS says no.'),
    });
    expect(recorded()).toMatchObject({ ...undecided, outcome: 'failed', state: later });
  });

  test('after a failure without a legible state has the former state', async () => {
    deployedBefore();
    const before = recorded().state;
    attempts(() => {
      world.kept.set(network.id, { is: 'broken', why: 'it is cut' });
      throw failure();
    });
    await deployed();

    expect(recorded()).toMatchObject({ outcome: 'failed', state: before });
  });

  test('of a deploy that succeeded is how long the engine worked; a failed one keeps what the last one took', async () => {
    deployedBefore({ seconds: 600 });
    const now = jest.spyOn(performance, 'now');
    attempts(
      () => {
        throw failure();
      },
      () => void now.mockReturnValue(performance.now() + 42_400),
    );

    await deployed();
    expect(recorded()).toMatchObject({ outcome: 'failed', seconds: 600 });
    await deployed();
    expect(recorded()).toMatchObject({ outcome: 'deployed', seconds: 42 });
  });

  test('after a second failure still names the deploy that succeeded', async () => {
    deployedBefore();
    attempts(failure(), failure());
    await deployed();
    await deployed();

    expect(recorded()).toMatchObject({ ...undecided, outcome: 'failed' });
  });

  test('after a success has the new content only', async () => {
    deployedBefore();
    attempts(() => {
      world.parameters.set(`${network.region} ${path}`, 'vpc-2');
      world.kept.set(network.id, { is: 'kept', state: later });
    });
    await deployed();

    const record = recorded();
    expect(record).toMatchObject({ outcome: 'deployed', state: later });
    expect(record.consumed).toEqual({ [read]: 'Z2' });
    expect(record.published).toEqual({ [path]: '^vpc-[0-9]$' });
    expect(record.publishedValues).toEqual({ [path]: 'vpc-2' });
    expect(record.lastDeploy).toBeUndefined();
  });

  test('of a stack that does not publish what it promises is a failure', async () => {
    deployedBefore();
    attempts(() => void world.parameters.set(`${network.region} ${path}`, 'eni-1'));

    expect(await deployed()).toMatchObject({
      outcome: 'failed',
      reason: expect.stringContaining('(BrokenPromise)'),
    });
    expect(recorded()).toMatchObject({ ...undecided, outcome: 'failed' });
  });

  test('of a reverted stack keeps the reason with which it passed the policy when it was deployed', async () => {
    const { directory } = world.synthesized.get(network.id) ?? {};
    await deployed();
    const record = recorded();
    deployedBefore({ ...record, withoutPolicy: 'an emergency' });
    world.synthesized.set(network.id, { publishes: [use], consumes: [zone], directory });
    attempts();

    expect(await deployed({ revert: true, force: true })).toMatchObject({ outcome: 'deployed' });
    expect(recorded()).toMatchObject({ outcome: 'deployed', withoutPolicy: 'an emergency' });
  });
});

describe('an engine that was disturbed', () => {
  test('is run again, and the result counts what all its attempts touched', async () => {
    deployedBefore();
    const seen = attempts(disturbed(), disturbed());

    expect(await deployed()).toMatchObject({
      outcome: 'deployed',
      resources: { added: 5, changed: 0, destroyed: 2 },
    });
    expect(seen.map(({ request }) => request.unfinished)).toEqual([false, true, true]);
    expect(recorded().outcome).toBe('deployed');
  });

  test('and then refuses has touched something: its record says that the deploy failed', async () => {
    deployedBefore();
    attempts(disturbed(), refusal());

    expect(await deployed()).toMatchObject({ outcome: 'refused' });
    expect(recorded()).toMatchObject({ ...undecided, outcome: 'failed' });
  });
});

test('leaves the record of a failed deploy if another command synthesizes the stack again between two attempts', async () => {
  deployedBefore();
  const { directory = '' } = world.synthesized.get(network.id) ?? {};
  attempts(() => {
    writeFileSync(join(directory, 'main.tf.json'), '{}');
    throw disturbed();
  });

  expect(await deployed()).toMatchObject({
    outcome: 'refused',
    reason: expect.stringContaining('(SynthesisReplaced)'),
  });
  expect(recorded()).toMatchObject({ ...undecided, outcome: 'failed' });
});

describe('a refusal of the first attempt', () => {
  test('puts the record back exactly as it was', async () => {
    deployedBefore({ by: { caller: 'ada@laptop', tool: '0.1.0' }, formerly: 'network/main' });
    const before = text();
    const seen = attempts(refusal());

    expect(await deployed()).toMatchObject({ outcome: 'refused' });
    expect(seen[0]?.record.outcome).toBe('deploying');
    expect(text()).toBe(before);
  });

  test('of a stack that was never deployed leaves no record', async () => {
    const seen = attempts(refusal());

    expect(await deployed()).toMatchObject({ outcome: 'refused' });
    expect(seen[0]?.record.outcome).toBe('deploying');
    expect(text()).toBeUndefined();
  });
});

describe('an engine that may still be at work', () => {
  test.each<[string, (aborted: AbortController) => Partial<Run>]>([
    ['the run was interrupted', ({ signal }) => ({ interrupted: signal })],
    [
      'the lock was lost',
      ({ signal }) => {
        jest.spyOn(StackLocks.prototype, 'holding').mockImplementation((_, work) => work(signal));
        return {};
      },
    ],
  ])('since %s leaves the record unchanged, whatever it threw', async (_, begin) => {
    const aborted = new AbortController();
    const over = begin(aborted);
    deployedBefore();
    attempts(() => {
      aborted.abort(new Error('gone'));
      throw failure();
    });

    expect(await deployed({}, over)).toMatchObject({ outcome: 'failed' });
    expect(recorded()).toMatchObject({ ...undecided, outcome: 'deploying' });
  });
});

test.each<[string, Partial<DeployRecord>, boolean]>([
  ['ended well', { outcome: 'deployed' }, false],
  ['failed', { outcome: 'failed' }, true],
  ['was killed', { outcome: 'deploying' }, true],
  ['was a destroy that was killed', { outcome: 'destroying' }, true],
])('an engine is told to look for unknown resources after a deploy that %s', async (_, over, unfinished) => {
  deployedBefore(over);
  const seen = attempts();
  await deployed();

  expect(seen.map(({ request }) => request.unfinished)).toEqual([unfinished]);
});
