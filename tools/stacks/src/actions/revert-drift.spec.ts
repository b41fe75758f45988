import { parseEnvironment } from '@bulkhead/config';
import { BulkheadError, Refusal } from '@bulkhead/errors';
import { type DriftOfStack, driftReport } from '../drift/drift-schema';
import { type Finding, findingOf } from '../drift/finding';
import { removeAdditions } from '../drift/removing-additions';
import { driftResultOf } from '../drift/told-comparison';
import { type ResourceDrift } from '../engines/engine';
import { StackLocks } from '../locks/stack-locks';
import { DeployedState } from '../records/deployed-state';
import { type DeployRecord } from '../records/record';
import { recordingOutput } from '../run/recording-output';
import { type Run, type RunOptions } from '../run/run';
import { type Outcome, resultOf } from '../run/stack-result';
import { type Synthesized } from '../synthesis/synthesize';
import { testRecord, testRecords } from '../records/test-records';
import { testFolder } from '../test-folder';
import { type StackInstance } from '../workspace/stack-instance';
import { testInstance } from '../workspace/test-instances';
import { deploy } from './deploy';
import { drift } from './drift';
import { revertDrift } from './revert-drift';

jest.mock('./deploy', () => ({ deploy: jest.fn() }));
jest.mock('../drift/removing-additions', () => ({ removeAdditions: jest.fn() }));

const vpc = testInstance('network/vpc@primary');
const storage = testInstance('database/storage@primary');
const environment = parseEnvironment({ name: 'qa', preset: 'saas', account: '123456789012' }, 'qa.json');
const signal = new AbortController().signal;

const changed: ResourceDrift = { kind: 'changed', resource: 'aws_vpc.main', type: 'aws_vpc', attributes: [] };
const deletedBucket: ResourceDrift = {
  kind: 'deleted',
  resource: 'aws_s3_bucket.data',
  type: 'aws_s3_bucket',
  attributes: [],
};
const added = (name: string): ResourceDrift => ({
  kind: 'added',
  resource: 'aws_vpc.main',
  type: 'aws_vpc',
  attributes: [],
  addition: { what: 'subnet of a VPC', content: 'subnet', name },
});
const finding = (...drifted: ResourceDrift[]): Finding =>
  findingOf({ drifted, unchecked: [], checked: 3, gone: false }, 'deployed');

/** The locks that were taken, in order. */
let locked: string[];

/**
 * Reverts stacks for which a spec says what the first and the second comparison find.
 *
 * @param files what is recorded as deployed of each stack; the synthesis returns nothing
 */
async function revert(
  before: ReadonlyMap<StackInstance, Finding>,
  after: ReadonlyMap<StackInstance, Finding>,
  options: Partial<RunOptions> = {},
  files: DeployRecord['files'] = {},
) {
  const workspaceRoot = testFolder({ 'synth/stack.json': '{}' });
  const output = recordingOutput();
  const selected = [...before.keys()];
  const run = {
    workspaceRoot,
    environment,
    options: { environment: 'qa.json', revert: true, ...options },
    selected,
    instances: selected,
    output,
  } as unknown as Run;
  locked = [];
  jest.spyOn(StackLocks.prototype, 'holding').mockImplementation(async (instance, work) => {
    locked.push(instance.id);
    return work(signal);
  });
  jest.spyOn(DeployedState.prototype, 'readConsumed').mockResolvedValue(new Map());
  const compared: StackInstance[][] = [];
  const compare = async (of: readonly StackInstance[]) => {
    compared.push([...of]);
    const findings = new Map(
      of.map((instance) => [instance, (compared.length === 1 ? before : after).get(instance) as Finding]),
    );
    const record = testRecord({ files });
    const synthesized = { consumes: [], directory: `${workspaceRoot}/synth` } as unknown as Synthesized;
    return {
      findings,
      records: testRecords(...of.map((instance) => [instance, record] as const)),
      synthesized: new Map(of.map((instance) => [instance, synthesized])),
      stacks: of.map((instance) => driftResultOf(instance, findings.get(instance) as Finding, 0)),
    };
  };
  const target = { lost: signal, caller: '', close: () => undefined, enabledRegions: async () => [] };
  const result = await revertDrift(run, target, compare);
  const document = driftReport.parse(result.document);
  return {
    result,
    document,
    compared,
    lines: output.lines,
    stack: (index = 0) => document.stacks[index] as DriftOfStack,
  };
}

const deploysAs = (outcome: Outcome) =>
  jest.mocked(deploy).mockImplementation(async ({ selected }) => ({
    stacks: selected.map((instance) => resultOf(instance, outcome, 'as it is', 0)),
  }));

beforeEach(() => {
  jest.mocked(deploy).mockReset();
  jest.mocked(removeAdditions).mockReset();
  deploysAs('deployed');
});
afterEach(() => jest.restoreAllMocks());

test('a change is put back by a deploy of what is deployed, and the report keeps what was found', async () => {
  const { result, document, stack, compared } = await revert(
    new Map([
      [vpc, finding(changed)],
      [storage, finding()],
    ]),
    new Map([[vpc, finding()]]),
  );

  expect(jest.mocked(deploy).mock.calls).toEqual([
    [
      expect.objectContaining({
        selected: [vpc],
        options: expect.objectContaining({ revert: true, force: true }),
      }),
    ],
  ]);
  expect(compared).toEqual([[vpc, storage], [vpc]]);
  expect(result.stacks.map(({ outcome }) => outcome)).toEqual(['done', 'done']);
  expect(stack()).toMatchObject({
    status: 'drifted',
    resources: [{ resource: 'aws_vpc.main', became: 'reverted' }],
    revert: { outcome: 'reverted' },
  });
  expect(document.stacks[1]).not.toHaveProperty('revert');
  expect(document.drifted).toBe(false);
});

test('named additions are removed, under the lock, and others stay', async () => {
  const { result, stack } = await revert(
    new Map([[vpc, finding(added('added-1'), added('added-2'))]]),
    new Map([[vpc, finding(added('added-2'))]]),
    { remove: ['added-1'] },
  );

  expect(locked).toEqual([vpc.id]);
  expect(jest.mocked(removeAdditions).mock.calls[0]?.[4]).toEqual(['added-1']);
  expect(deploy).not.toHaveBeenCalled();
  expect(result.stacks.map(({ outcome }) => outcome)).toEqual(['drifted']);
  expect(stack().resources.map(({ became }) => became)).toEqual(['removed', 'left']);
  expect(stack().revert?.outcome).toBe('left');
});

test('unnamed additions need no work: no second comparison', async () => {
  const { result, compared } = await revert(new Map([[vpc, finding(added('added-1'))]]), new Map());

  expect(compared).toHaveLength(1);
  expect(locked).toEqual([]);
  expect(result.stacks.map(({ outcome }) => outcome)).toEqual(['drifted']);
});

test('a name of no addition is refused before anything is touched', async () => {
  const before = new Map([[vpc, finding(changed, added('added-1'))]]);

  await expect(revert(before, before, { remove: ['added-1', 'added-9'] })).rejects.toMatchObject({
    code: 'UnknownAddition',
    message: expect.stringContaining('called added-9:'),
  });
  await expect(revert(before, before, { remove: ['added-9'] })).rejects.toBeInstanceOf(Refusal);
  expect(deploy).not.toHaveBeenCalled();
  expect(removeAdditions).not.toHaveBeenCalled();
});

test('if the code is not the deployed code, nothing is put back', async () => {
  const before = new Map([[vpc, finding(changed)]]);
  const { result, stack, compared, lines } = await revert(
    before,
    before,
    {},
    { 'cdk.tf.json': 'of another commit' },
  );

  expect(deploy).not.toHaveBeenCalled();
  expect(result.stacks[0]).toMatchObject({
    outcome: 'refused',
    reason: expect.stringMatching(
      /cdk\.tf\.json differs.*\n {2}next: npx nx run network:deploy .*check out the commit/,
    ),
  });
  expect(stack()).toMatchObject({ resources: [{ became: 'left' }], revert: { outcome: 'refused' } });
  // The refusal is printed. Nothing was touched, so nothing is compared again.
  expect(lines.join('\n')).toContain(`network/vpc@primary  refused: ${stack().revert?.reason}`);
  expect(compared).toHaveLength(1);
});

test('a deleted resource with data is not made again, empty, unless it is given up by name', async () => {
  const before = new Map([[storage, finding(deletedBucket)]]);
  const refused = await revert(before, before);

  expect(deploy).not.toHaveBeenCalled();
  expect(refused.result.stacks[0]).toMatchObject({
    outcome: 'refused',
    reason: expect.stringContaining("--allowDestroy='aws_s3_bucket.data'"),
  });
  await revert(before, new Map([[storage, finding()]]), { allowDestroy: ['aws_s3_bucket.data'] });
  expect(deploy).toHaveBeenCalledTimes(1);
});

test('a stack that is gone as a whole is recovered, not put back', async () => {
  const gone = findingOf({ drifted: [changed], unchecked: [], checked: 0, gone: true }, 'deployed');
  const { result } = await revert(new Map([[vpc, gone]]), new Map([[vpc, gone]]));

  expect(deploy).not.toHaveBeenCalled();
  expect(result.stacks[0]).toMatchObject({
    outcome: 'refused',
    reason: expect.stringContaining(
      'next: npx nx run network:recover --environment=qa.json --stack=vpc --role=primary',
    ),
  });
});

test.each<[Outcome, Outcome]>([
  ['refused', 'refused'],
  ['failed', 'failed'],
  ['skipped', 'failed'],
])('a deploy that ends as %s leaves the stack %s, with its reason', async (outcome, expected) => {
  deploysAs(outcome);
  const before = new Map([[vpc, finding(changed)]]);
  const { result, stack } = await revert(before, before);

  expect(result.stacks[0]).toMatchObject({ outcome: expected, reason: 'as it is' });
  expect(stack().revert).toEqual({ outcome: expected, reason: 'as it is' });
});

test('a failed removal keeps only its own stack from being put back', async () => {
  jest.mocked(removeAdditions).mockRejectedValue(new BulkheadError('X', 'in use'));
  const before = new Map([
    [vpc, finding(changed, added('added-1'))],
    [storage, finding(changed)],
  ]);
  const { result } = await revert(
    before,
    new Map([
      [vpc, before.get(vpc) as Finding],
      [storage, finding()],
    ]),
    {
      remove: ['added-1'],
    },
  );

  expect(jest.mocked(deploy).mock.calls[0]?.[0].selected).toEqual([storage]);
  expect(result.stacks.map(({ outcome }) => outcome)).toEqual(['failed', 'done']);
});

test.each<[string, ResourceDrift[], string]>([
  ['those that there are', [added('added-1'), added('added-2')], 'There are: added-1, added-2. Nothing was'],
  ['that there are none', [changed], 'There are: none. Nothing was touched.'],
])('a name of no addition is refused with %s', async (_, drifted, said) => {
  await expect(
    revert(new Map([[vpc, finding(...drifted)]]), new Map(), { remove: ['a', 'b'] }),
  ).rejects.toMatchObject({
    message: expect.stringMatching(`called a, b: .*${said}`),
    next: expect.stringContaining('npx nx run-many -t drift --environment=qa.json'),
  });
});

test('a stack that cannot be compared again counts as unchanged by the revert', async () => {
  const failed: Finding = { status: 'failed', reason: 'AWS does not answer' };
  const { result, document, stack } = await revert(
    new Map([[vpc, finding(changed, added('added-1'))]]),
    new Map([[vpc, failed]]),
    { remove: ['added-1'] },
  );

  expect(stack()).toMatchObject({
    resources: [{ became: 'left' }, { became: 'left' }],
    revert: { outcome: 'left', reason: 'AWS does not answer' },
  });
  expect(result.stacks).toMatchObject([{ outcome: 'failed', reason: 'AWS does not answer' }]);
  expect(document.drifted).toBe(true);
});

test('each of several resources gets its own result', async () => {
  const another = { ...changed, resource: 'aws_vpc.other' };
  const { stack, document } = await revert(
    new Map([[vpc, finding(changed, another, added('added-1'), added('added-2'))]]),
    // An addition to a resource is no change of the resource itself.
    new Map([[vpc, finding(another, added('added-2'))]]),
    { remove: ['added-1'] },
  );

  expect(stack().resources.map(({ became }) => became)).toEqual(['reverted', 'left', 'removed', 'left']);
  expect(stack().revert?.outcome).toBe('left');
  expect(document.drifted).toBe(true);
});

test('a stack with a removed addition is compared again, though the rest of it is refused', async () => {
  const before = new Map([[vpc, finding(changed, added('added-1'))]]);
  const { compared, stack } = await revert(
    before,
    new Map([[vpc, finding(changed)]]),
    { remove: ['added-1'] },
    { 'cdk.tf.json': 'of another commit' },
  );

  expect(compared).toEqual([[vpc], [vpc]]);
  expect(stack()).toMatchObject({
    resources: [{ became: 'left' }, { became: 'removed' }],
    revert: { outcome: 'refused' },
  });
});

test('one deploy puts back all changed stacks, and each keeps its own problem', async () => {
  jest.mocked(deploy).mockImplementation(async ({ selected }) => ({
    stacks: selected.map((instance) => {
      const outcome = instance === storage ? 'failed' : 'unchanged';
      return resultOf(instance, outcome, `of ${instance.id}`, 0);
    }),
  }));
  const before = new Map([
    [vpc, finding(changed)],
    [storage, finding(changed)],
  ]);
  const { result } = await revert(
    before,
    new Map([
      [vpc, finding()],
      [storage, finding(changed)],
    ]),
  );

  expect(deploy).toHaveBeenCalledTimes(1);
  expect(result.stacks).toMatchObject([
    { app: 'network', outcome: 'done' },
    { app: 'database', outcome: 'failed', reason: 'of database/storage@primary' },
  ]);
  expect(result.amiss).toBe(false);
});

test('a refused removal is printed, and is no failure', async () => {
  jest.mocked(removeAdditions).mockRejectedValue(new Refusal('StackLocked', 'Somebody is at work.'));
  const before = new Map([[vpc, finding(added('added-1'))]]);
  const { result, lines } = await revert(before, before, { remove: ['added-1'] });

  expect(result.stacks).toMatchObject([{ outcome: 'refused' }]);
  expect(lines.join('\n')).toMatch(/^network\/vpc@primary {2}refused: Somebody is at work\./m);
});

test('a comparison removes no additions: the option alone is refused before anything is asked', async () => {
  const run = { options: { environment: 'qa.json', remove: ['added-1'] } } as Partial<Run> as Run;

  await expect(drift(run)).rejects.toMatchObject({ code: 'RemoveWithoutRevert', constructor: Refusal });
});
