import { Refusal } from '@bulkhead/errors';
import { parseEnvironment } from '@bulkhead/config';
import { synthesizeAll } from '../run/synthesize-all';
import { type Engine, type StackDrift } from '../engines/engine';
import { engineOf } from '../engines/engines';
import { DeployedState } from '../records/deployed-state';
import { enterUnrecorded } from '../orphans/unrecorded-stacks';
import { StateAgreement } from '../records/state-agreement';
import { testRecord, testRecords } from '../records/test-records';
import { AwsFailure } from '../retries/aws-failure';
import { recordingOutput } from '../run/recording-output';
import { type Run } from '../run/run';
import { type Synthesized } from '../synthesis/synthesize';
import { type StackInstance } from '../workspace/stack-instance';
import { testInstance } from '../workspace/test-instances';
import { testResource } from './additions/kinds/test-resource';
import { EnvironmentAdditions } from './additions/stack-additions';
import { compareStacks } from './compare-stacks';

jest.mock('../run/synthesize-all', () => ({
  ...jest.requireActual<object>('../run/synthesize-all'),
  synthesizeAll: jest.fn(),
}));
jest.mock('../engines/engines', () => ({ engineOf: jest.fn() }));
jest.mock('../orphans/unrecorded-stacks', () => ({ enterUnrecorded: jest.fn() }));

const vpc = testInstance('network/vpc@primary');
const never = testInstance('network/transit@primary');
const signal = new AbortController().signal;
/** Whether the engine's state and the record agree. */
const agree = jest.fn(async (_: StackInstance) => undefined as void);
/** Whether an engine knows a stack that is not recorded. */
const keep = jest.fn(async () => false);
const inSync: StackDrift = { drifted: [], unchecked: [], checked: 2, gone: false };

/** Compares a deployed stack, and a stack that was never deployed. */
async function compared(drift: StackDrift | Error, additions: object[] | Error = []) {
  const record = testRecord();
  jest.spyOn(DeployedState.prototype, 'records').mockResolvedValue(testRecords([vpc, record]));
  jest.mocked(synthesizeAll).mockResolvedValue(new Map([[vpc, {} as Synthesized]]));
  jest.spyOn(StateAgreement.prototype, 'lookAhead').mockReturnValue(undefined);
  jest.spyOn(StateAgreement.prototype, 'require').mockImplementation(agree);
  jest.spyOn(StateAgreement.prototype, 'keeps').mockImplementation(keep);
  jest.mocked(engineOf).mockResolvedValue({
    drift: async () => {
      if (drift instanceof Error) throw drift;
      return drift;
    },
  } as Partial<Engine> as Engine);
  const of = jest.spyOn(EnvironmentAdditions.prototype, 'of').mockImplementation(async () => {
    if (additions instanceof Error) throw additions;
    return { additions: additions as never, unchecked: [], uncovered: ['aws_x'] };
  });
  const run = {
    environment: parseEnvironment({ name: 'qa', preset: 'saas', account: '123456789012' }, 'qa.json'),
    options: { environment: 'qa.json' },
    selected: [never, vpc],
    instances: [never, vpc],
    parallel: 2,
    output: recordingOutput(),
    interrupted: signal,
  } as Partial<Run> as Run;
  const found: string[] = [];
  const { findings } = await compareStacks(
    run,
    { lost: signal },
    () => undefined,
    ({ id }) => found.push(id),
  );
  return { findings, found, of, finding: findings.get(vpc) };
}
afterEach(() => jest.restoreAllMocks());

test('every stack is compared, in the order of the manifests, and additions are found beside the drift', async () => {
  const addition = {
    parent: testResource('aws_vpc', 'vpc-1'),
    kind: 'k',
    content: 'c',
    name: 'added-1',
    remove: jest.fn(),
  };
  const { findings, found, finding } = await compared(inSync, [addition]);

  expect([...findings].map(([{ id }, { status }]) => [id, status])).toEqual([
    ['network/transit@primary', 'not-deployed'],
    ['network/vpc@primary', 'drifted'],
  ]);
  expect(found.sort()).toEqual(['network/transit@primary', 'network/vpc@primary']);
  expect(finding?.reason).toBe('0 changed, 0 deleted, 1 added of 2 resources');
  expect(finding?.drift?.drifted).toEqual([
    {
      kind: 'added',
      resource: 'aws_vpc.it',
      physicalId: 'vpc-1',
      type: 'aws_vpc',
      attributes: [],
      addition: { what: 'k', content: 'c', name: 'added-1' },
    },
  ]);
  expect(finding?.drift?.additions).toEqual({ unchecked: [], uncovered: ['aws_x'] });
});

test('if additions could not be looked for, the stack is not called in sync', async () => {
  const { finding } = await compared(inSync, new Error('timeout'));

  expect(finding).toMatchObject({
    status: 'failed',
    reason: 'not everything could be compared: additions could not be looked for: timeout',
  });
});

test('no additions are looked for in a stack that is gone', async () => {
  const { finding, of } = await compared({ ...inSync, gone: true, checked: 0 });

  expect(finding?.status).toBe('drifted');
  expect(of).not.toHaveBeenCalled();
});

test('a stack that cannot be compared has failed, and the others are compared', async () => {
  const { finding, findings } = await compared(new Error('no terraform'));

  expect(finding).toMatchObject({ status: 'failed', reason: expect.stringContaining('no terraform') });
  expect(findings.get(never)?.status).toBe('not-deployed');
});

test('a stack whose engine does not say what it keeps has failed, and the others are compared', async () => {
  keep.mockRejectedValueOnce(new Error('S3 did not answer'));
  const { findings, finding } = await compared(inSync);

  expect(findings.get(never)).toMatchObject({
    status: 'failed',
    reason: expect.stringContaining('S3 did not answer'),
  });
  expect(finding?.status).toBe('in-sync');
});

test('a stack is refused if AWS does not say what its engine keeps', async () => {
  const call = { client: 'S3', operation: 'ListObjectsV2', region: 'us-east-1', input: {} };
  keep.mockRejectedValueOnce(new AwsFailure(call, new Error('no route to host')));
  const { findings } = await compared(inSync);

  expect(findings.get(never)).toMatchObject({
    refused: true,
    reason: expect.stringContaining('Nothing of network/transit@primary was touched.'),
  });
});

test('orphans are looked for, and a stack whose state is not the recorded one is refused', async () => {
  const refusal = new Refusal('StateMismatch', 'There is no state.');
  agree.mockImplementation(async (instance) => {
    if (instance === vpc) throw refusal;
  });
  const { finding } = await compared(inSync);

  expect(enterUnrecorded).toHaveBeenCalled();
  expect(finding).toMatchObject({
    status: 'failed',
    refused: true,
    reason: expect.stringContaining('There is no state.'),
  });
});
