import { Refusal } from '@bulkhead/errors';
import { type ParameterUse } from '@bulkhead/stack';
import { type EngineRequest } from '../engines/engine';
import { beginWorld, testRun, type TestWorld } from '../actions/test-world';
import { DeployedState } from '../records/deployed-state';
import { fileDigests } from '../records/fingerprint';
import { recordPath } from '../records/record';
import { type Orphan } from '../records/known-records';
import { StateAgreement } from '../records/state-agreement';
import { type RunOptions } from '../run/run';
import { openTarget } from '../run/target';
import { type Synthesized } from '../synthesis/synthesize';
import { testFolder } from '../test-folder';
import { type StackInstance } from '../workspace/stack-instance';
import { testInstance } from '../workspace/test-instances';
import { keptSynthesized } from './kept-artifacts';
import { StackComparison } from './stack-comparison';
import { replacedKey, testChange } from './test-diffs';

function mockWorld(part: string) {
  return jest.requireActual<Record<string, object>>('../actions/test-world')[part];
}
jest.mock('../engines/engines', () => mockWorld('mockedEngines'));
jest.mock('../engines/state-keepers', () => mockWorld('mockedKeepers'));
jest.mock('../foundation/foundation', () => mockWorld('mockedFoundation'));
jest.mock('../run/target', () => mockWorld('mockedTarget'));
jest.mock('../parameters/parameter-store', () => mockWorld('mockedStore'));

let world: TestWorld;
beforeEach(() => (world = beginWorld()));

const network = testInstance('network/vpc@primary', { publishes: ['network'] });
const database = testInstance('database/relational@primary', {
  consumes: [{ contract: 'network', role: 'primary' }],
});
const vpcId = '/bulkhead/qa/network/vpcId';
const use: ParameterUse = {
  contract: 'network',
  key: 'vpcId',
  path: vpcId,
  kind: 'string',
  pattern: '^vpc-[0-9]+$',
};

const synthesizedTo = (over: Partial<Synthesized> = {}) =>
  ({
    publishes: [],
    consumes: [],
    directory: testFolder({ 'cdk.tf.json': { terraform: { backend: {} } }, 'stack.json': { app: 'a' } }),
    ...over,
  }) as Partial<Synthesized> as Synthesized;

interface Comparing {
  readonly synthesize?: () => Synthesized;
  readonly objections?: string[];
  readonly instances?: readonly StackInstance[];
  readonly environment?: object;
  readonly options?: Partial<RunOptions>;
  /** Stacks that stand without a record. */
  readonly unrecorded?: readonly Orphan[];
}

/** Compares one stack. Returns the finding and the folder of its artifacts. */
async function compared(
  instance: StackInstance,
  {
    synthesize = () => synthesizedTo(),
    objections = [],
    instances = [network, database],
    ...over
  }: Comparing = {},
) {
  const { run } = testRun(instances, instances, over.options, over.environment);
  const records = await new DeployedState(run).records(instances);
  records.orphans.push(...(over.unrecorded ?? []));
  const comparison = new StackComparison(run, await openTarget(run), records, new StateAgreement(run), {
    objections: async () => objections,
  });
  const kept = `${run.workspaceRoot}/dist/diff/qa/primary/${instance.app}/${instance.stack}`;
  return { found: await comparison.of(instance, synthesize), kept, run };
}

test('a stack that was never deployed is planned, with the files to deploy exactly that', async () => {
  const asked: EngineRequest[] = [];
  world.parameters.set(`us-east-1 ${vpcId}`, 'vpc-1');
  world.engine.diff = async (request) => {
    asked.push(request);
    return { changes: [testChange('add')], deployed: 'digest' };
  };
  const synthesized = synthesizedTo({ consumes: [use] });
  const { found, kept } = await compared(database, { synthesize: () => synthesized });

  expect(found).toEqual({
    app: 'database',
    stack: 'relational',
    engine: 'cdktf',
    role: 'primary',
    region: 'us-east-1',
    outcome: 'planned',
    reason: 'never deployed',
    causes: [{ type: 'never-deployed' }],
    changes: [testChange('add')],
    awaits: [],
    mayChangeWith: [],
    wouldRefuse: [],
    basis: {
      record: null,
      consumed: { [vpcId]: 'vpc-1' },
      deployed: 'digest',
      artifacts: {
        'synth/cdk.tf.json': expect.stringMatching(/^[0-9a-f]{64}$/),
        'synth/stack.json': expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    },
  });
  expect(asked).toMatchObject([
    { instance: database, consumed: new Map([[vpcId, 'vpc-1']]), keepPlan: `${kept}/plan.bin` },
  ]);
  expect(keptSynthesized(kept)).toMatchObject({ app: 'a' });
});

test('a stack without a difference is unchanged, and no engine starts', async () => {
  const synthesized = synthesizedTo();
  world.record(network, { files: fileDigests(synthesized.directory) });

  expect((await compared(network, { synthesize: () => synthesized })).found).toMatchObject({
    outcome: 'unchanged',
    causes: [],
    changes: [],
  });
  expect(world.asked).toEqual([]);
});

test('a plan notes the record that it was made over', async () => {
  world.record(network, { files: {}, at: '2026-02-03T00:00:00.000Z' });
  const { found } = await compared(network);

  expect(found).toMatchObject({ outcome: 'planned', reason: 'cdk.tf.json differs' });
  expect(found.basis).toEqual({
    record: { outcome: 'deployed', at: '2026-02-03T00:00:00.000Z' },
    consumed: {},
    artifacts: expect.any(Object),
  });
});

test('a parameter that somebody else deleted makes its publisher planned', async () => {
  const synthesized = synthesizedTo({ publishes: [use] });
  world.record(network, {
    files: fileDigests(synthesized.directory),
    published: { [vpcId]: use.pattern },
    publishedValues: { [vpcId]: 'vpc-1' },
  });

  expect((await compared(network, { synthesize: () => synthesized })).found).toMatchObject({
    outcome: 'planned',
    causes: [{ type: 'published-changed', path: vpcId, from: 'vpc-1' }],
  });
});

test.each([
  ['refused', new Refusal('BadCode', 'It does not compile.')],
  ['failed', new Error('ENOSPC')],
] as const)('a stack is %s if its synthesis is, with the reason', async (outcome, why) => {
  const { found } = await compared(network, {
    synthesize: () => {
      throw why;
    },
  });

  expect(found).toMatchObject({ outcome, reason: expect.stringContaining(why.message), changes: [] });
  expect(world.asked).toEqual([]);
});

test('a stack fails if its engine does', async () => {
  world.engine.diff = () => Promise.reject(new Error('Terraform crashed'));

  expect((await compared(network)).found).toMatchObject({
    outcome: 'failed',
    reason: expect.stringContaining('Terraform crashed'),
  });
});

test('a stack whose state is not the deployed one is refused', async () => {
  world.record(network);
  world.kept.delete(network.id);

  expect((await compared(network)).found).toMatchObject({
    outcome: 'refused',
    reason: expect.stringContaining('StateMismatch'),
  });
  expect(world.asked).toEqual([]);
});

describe('a stack that reads', () => {
  const reading = (...uses: ParameterUse[]) => ({ synthesize: () => synthesizedTo({ consumes: uses }) });
  const other = { ...use, key: 'cidr', path: '/bulkhead/qa/network/cidr' };
  const awaits = [{ parameter: vpcId, publisher: network.id }];

  test('a value that is not published yet is deferred, with the value', async () => {
    expect((await compared(database, reading(use))).found).toMatchObject({
      outcome: 'deferred',
      reason: `cannot be planned before it has ${vpcId}, which ${network.id} publishes when it is deployed`,
      awaits,
    });
    expect(world.asked).toEqual([]);
  });

  test('a value that breaks the contract is refused, with the value', async () => {
    world.parameters.set(`us-east-1 ${vpcId}`, 'my-vpc');

    expect((await compared(database, reading(use))).found).toMatchObject({
      outcome: 'refused',
      reason: expect.stringContaining('BrokenContract'),
      awaits,
    });
  });

  test('one missing value and one that breaks the contract is refused', async () => {
    world.parameters.set(`us-east-1 ${vpcId}`, 'my-vpc');

    expect((await compared(database, reading(use, other))).found).toMatchObject({
      outcome: 'refused',
      awaits: [...awaits, { parameter: other.path, publisher: network.id }],
    });
  });

  test('a value that no stack publishes is refused: waiting is useless', async () => {
    expect((await compared(database, reading({ ...use, contract: 'storage' }))).found).toMatchObject({
      outcome: 'refused',
      reason: expect.stringContaining('No stack publishes "storage" here.'),
      awaits: [],
    });
  });
});

describe('its reviewers are told', () => {
  test('the refusals of a deploy, about a stack in a bad state', async () => {
    world.engine.diff = async () => ({ changes: [], forewarning: 'the stack would be deleted first' });
    const { found } = await compared(network);

    expect(found.reason).toBe('never deployed; the stack would be deleted first');
    expect(found).not.toHaveProperty('forewarning');
  });

  test('reasons for a refusal: the engine, readers, losses, the policy', async () => {
    world.record(network, { published: { [vpcId]: use.pattern } });
    world.record(database, { consumed: { [vpcId]: 'vpc-1' } });
    world.engine.diff = async () => ({ changes: [replacedKey], wouldRefuse: 'it is rolling back' });
    const { found } = await compared(network, {
      objections: ['PolicyViolation: no flow logs'],
      environment: { protected: true },
    });

    expect(found.outcome).toBe('planned');
    expect(found.wouldRefuse).toEqual([
      'it is rolling back',
      expect.stringMatching(
        /vpcId would be removed; read by database\/relational@primary[^]*\(ContractBreak\)$/,
      ),
      expect.stringMatching(/replace aws_kms_key\.main[^]*\(StatefulDestruction\)$/),
      'PolicyViolation: no flow logs',
    ]);
  });
});

describe('a stack that was renamed', () => {
  const main = testInstance('network/main@primary', { formerly: ['network/vpc'], publishes: ['network'] });
  const instances = [main, database];

  test('is compared with the stack under its former name', async () => {
    world.record(network, { published: { [vpcId]: use.pattern } });
    world.record(database, { consumed: { [vpcId]: 'vpc-1' } });
    const asked: EngineRequest[] = [];
    world.engine.diff = async (request) => {
      asked.push(request);
      return { changes: [replacedKey] };
    };
    const { found } = await compared(main, { instances, objections: ['PolicyViolation: no flow logs'] });

    expect(found).toMatchObject({
      stack: 'main',
      outcome: 'planned',
      reason: 'it takes over network/vpc@primary, of which it is a new name: cdk.tf.json differs',
      causes: [{ type: 'file-differs', file: 'cdk.tf.json' }],
      changes: [replacedKey],
    });
    expect(found.wouldRefuse).toEqual([
      expect.stringMatching(/\(ContractBreak\)$/),
      expect.stringMatching(/\(RenameReplaces\)$/),
      'PolicyViolation: no flow logs',
    ]);
    expect(found).not.toHaveProperty('basis');
    expect(asked).toMatchObject([{ instance: { id: network.id }, consumed: new Map() }]);
  });

  test('is taken over even without another difference, with what it publishes', async () => {
    const synthesized = synthesizedTo({ publishes: [use] });
    world.record(network, { files: fileDigests(synthesized.directory), published: { [vpcId]: use.pattern } });

    expect((await compared(main, { instances, synthesize: () => synthesized })).found).toMatchObject({
      outcome: 'planned',
      wouldRefuse: [],
    });
  });

  test('is taken over if its former name has no record, as if everything were new', async () => {
    const { role, app, stack, region, engine } = network;
    const record = new Refusal('UnrecordedStack', 'It stands without a record.');
    world.record(network);
    world.parameters.clear();
    const unrecorded = [{ of: { environment: 'qa', role, app, stack }, region, engine, record }];

    expect((await compared(main, { instances, unrecorded })).found).toMatchObject({
      outcome: 'planned',
      causes: [{ type: 'never-deployed' }],
    });
  });

  test('is refused if the record under its former name cannot be read', async () => {
    world.record(network);
    world.parameters.set(`us-east-1 ${recordPath('qa', network)}`, '{');

    expect((await compared(main, { instances })).found.outcome).toBe('refused');
    expect(world.asked).toEqual([]);
  });

  test('without a former name in its manifest is refused, because what it publishes stands', async () => {
    const silent = testInstance(main.id, { publishes: ['network'] });
    world.record(network, { published: { [vpcId]: use.pattern } });
    world.parameters.set(`us-east-1 ${vpcId}`, 'vpc-1');
    const synthesize = () => synthesizedTo({ publishes: [use] });

    expect((await compared(silent, { instances: [silent], synthesize })).found).toMatchObject({
      outcome: 'refused',
      reason: expect.stringContaining('AlreadyPublished'),
    });
  });

  test('is refused if the standing stack is not the deployed one', async () => {
    world.record(network);
    world.kept.set(network.id, { is: 'broken', why: 'it is cut off' });

    expect((await compared(main, { instances })).found).toMatchObject({
      outcome: 'refused',
      reason: expect.stringContaining('StateMismatch'),
    });
  });
});
