import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnvironment } from '@bulkhead/config';
import { policyReport } from '@bulkhead/policy';
import { type Suppression } from '@bulkhead/stack';
import { todayVariable } from '../plugin/run-hooks';
import { recordingOutput } from '../run/recording-output';
import { type Run } from '../run/run';
import { writeSynthIndexes } from '../synthesis/synth-index';
import { type Synthesized } from '../synthesis/synthesize';
import { testFolder } from '../test-folder';
import { type StackInstance } from '../workspace/stack-instance';
import { testInstance } from '../workspace/test-instances';
import { synthesizeAll } from '../run/synthesize-all';
import { validate } from './validate';

jest.mock('../engines/engines', () => ({ engineOf: async () => ({ validate: async () => undefined }) }));
jest.mock('../synthesis/synthesize', () => ({
  ...jest.requireActual<object>('../synthesis/synthesize'),
  requireValidSynthesis: async () => undefined,
}));
jest.mock('../run/synthesize-all', () => ({
  ...jest.requireActual<object>('../run/synthesize-all'),
  synthesizeAll: jest.fn(),
}));

const network = testInstance('network/vpc@primary', { engine: 'cdktf' });
const platform = testInstance('app-platform/service@primary', { engine: 'cdk' });
const rule = 'HIPAA.Security-CloudWatchLogGroupRetentionPeriod';
const suppression = {
  rule,
  resource: 'Log',
  reason: 'The log holds the names of builds and never patient data.',
  file: 'apps/app-platform/src/service-stack.ts',
};

beforeEach(() => (process.env[todayVariable] = '2027-06-15'));
afterEach(() => delete process.env[todayVariable]);

/**
 * Writes a synthesized CDK stack with a log group that is kept for ever, and a CDKTF stack with the given resources.
 */
function workspace(suppressions: Suppression[] = [], resource: object = {}): string {
  const described = ({ app, stack, engine, role, region }: StackInstance) => ({
    app,
    stack,
    engine,
    role,
    region,
    omitted: [],
    publishes: [],
    consumes: [],
  });
  const root = testFolder({
    'dist/synth/qa/primary/app-platform/service/stack.json': {
      ...described(platform),
      template: 'service.template.json',
      suppressions,
    },
    'dist/synth/qa/primary/app-platform/service/service.template.json': {
      Resources: {
        Log: {
          Type: 'AWS::Logs::LogGroup',
          DeletionPolicy: 'Retain',
          Properties: { KmsKeyId: 'arn:aws:kms:us-east-1:1:key/2' },
        },
      },
    },
    'dist/synth/qa/primary/network/vpc/stack.json': {
      ...described(network),
      template: 'cdk.tf.json',
      suppressions: [],
    },
    'dist/synth/qa/primary/network/vpc/cdk.tf.json': { provider: { aws: [{}] }, resource },
  });
  writeSynthIndexes(root);
  return root;
}

/** Validates some stacks of the environment. One of them may fail to synthesize. */
async function validated(
  workspaceRoot: string,
  selected: StackInstance[] = [network, platform],
  broken?: StackInstance,
) {
  const output = recordingOutput();
  const outcome = (instance: StackInstance) =>
    instance === broken ? new RangeError('no zones') : ({ directory: workspaceRoot } as Synthesized);
  jest
    .mocked(synthesizeAll)
    .mockImplementation(async (run) => new Map(run.selected.map((each) => [each, outcome(each)])));
  const environment = parseEnvironment({ name: 'qa', preset: 'saas', account: '123456789012' }, 'qa.json');
  const { stacks } = await validate({
    workspaceRoot,
    workingDirectory: '',
    environment,
    options: { environment: 'qa' },
    parallel: 2,
    instances: [network, platform],
    selected,
    projectRoots: new Map(),
    output,
    interrupted: new AbortController().signal,
  } satisfies Run);
  return {
    outcomes: Object.fromEntries(stacks.map(({ app, outcome }) => [app, outcome])),
    reasons: Object.fromEntries(stacks.map(({ app, reason }) => [app, reason])),
    said: output.lines.join('\n'),
    events: output.events,
  };
}

const reportOf = (root: string) =>
  policyReport.parse(JSON.parse(readFileSync(join(root, 'dist/policy/qa.json'), 'utf8')));

test('a stack fails only for its own findings, with what must hold, where, the control and the next step', async () => {
  const { outcomes, reasons, said } = await validated(workspace());

  expect(outcomes).toEqual({ network: 'done', 'app-platform': 'failed' });
  expect(reasons['app-platform']).toContain(rule);
  expect(reasons['app-platform']).toMatch(/45 CFR 164\.312\(b\)/);
  expect(reasons['app-platform']).toContain('Log in app-platform/service@primary');
  expect(reasons['app-platform']).toMatch(/next: mend it in apps\/app-platform, or suppress\(/);
  expect(said).toMatch(
    /policy of qa: \d+ rules evaluated on 1 resources of 2 stacks: \d+ compliant, 0 exceptions, 1 findings/,
  );
});

test('an explained finding passes, and the evidence has it with its reason', async () => {
  const root = workspace([suppression]);
  const { outcomes, said } = await validated(root);

  expect(outcomes).toEqual({ network: 'done', 'app-platform': 'done' });
  expect(said).toContain('1 exceptions, 0 findings');
  expect(reportOf(root).results.find(({ result }) => result === 'suppressed')).toEqual(
    expect.objectContaining({ rule, resource: 'Log', reason: suppression.reason, file: suppression.file }),
  );
  expect(readFileSync(join(root, 'dist/policy/qa.md'), 'utf8')).toContain(suppression.reason);
});

test.each([
  [
    'an exception of which the last day is over',
    { ...suppression, expires: '2027-06-14' },
    /has expired \(2027-06-14\)/,
  ],
  [
    'an exception of a resource that is not there',
    { ...suppression, resource: 'Logs' },
    /Logs .* excuses nothing/,
  ],
  [
    'an exception of a rule that is not there',
    { ...suppression, rule: 'logs' },
    /logs for Log .* does not exist/,
  ],
])('%s fails its stack and names the file', async (_, written, text) => {
  const { outcomes, reasons } = await validated(workspace([written]));

  expect(outcomes).toEqual({ network: 'done', 'app-platform': 'failed' });
  expect(reasons['app-platform']).toMatch(text);
  expect(reasons['app-platform']).toContain(suppression.file);
});

test('the evidence is about the whole environment, whatever the command selected, and names findings elsewhere', async () => {
  const root = workspace();
  const { outcomes, said } = await validated(root, [network]);

  expect(outcomes).toEqual({ network: 'done' });
  expect(said).toContain('1 of the findings in stacks that were not asked for: app-platform/service@primary');
  expect(reportOf(root).stacks.map(({ id }) => id)).toEqual([network.id, platform.id]);
});

test('a stack with a type that nobody has mapped fails alone, and the evidence shows it', async () => {
  const root = workspace([suppression], { aws_unheard_of: { it: { name: 'it' } } });
  const { outcomes, reasons } = await validated(root);

  expect(outcomes).toEqual({ network: 'failed', 'app-platform': 'done' });
  expect(reasons['network']).toContain('aws_unheard_of');
  expect(reportOf(root).unread).toEqual([
    { stack: network.id, message: expect.stringContaining('aws_unheard_of') },
  ]);
});

test('a stack that cannot be synthesized fails with the reason, and its earlier output is not judged', async () => {
  const root = workspace();
  const { outcomes, reasons } = await validated(root, [network, platform], platform);

  expect(outcomes).toEqual({ network: 'done', 'app-platform': 'failed' });
  expect(reasons['app-platform']).toContain('no zones');
  expect(reasons['app-platform']).not.toContain(rule);
  expect(reportOf(root).unread).toEqual([{ stack: platform.id, message: 'it was not synthesized' }]);
});

test('all stacks are synthesized, whatever the command selected', async () => {
  await validated(workspace(), [network]);

  expect(jest.mocked(synthesizeAll)).toHaveBeenLastCalledWith(
    expect.objectContaining({ selected: [network, platform] }),
  );
});

test('equal stacks leave equal evidence on any day', async () => {
  const root = workspace([{ ...suppression, expires: '2027-12-31' }]);
  await validated(root);
  const before = readFileSync(join(root, 'dist/policy/qa.json'), 'utf8');
  process.env[todayVariable] = '2027-06-16';
  await validated(root);

  expect(readFileSync(join(root, 'dist/policy/qa.json'), 'utf8')).toBe(before);
});

test('each stack is reported when it begins and when it ends, with its own result', async () => {
  const { events } = await validated(workspace());
  const told = (instance: StackInstance) =>
    events.flatMap((event) =>
      'instance' in event && event.instance === instance
        ? [event.type === 'finished' ? event.result.outcome : 'doing' in event ? event.doing : event.type]
        : [],
    );

  expect(told(network)).toEqual(['validating', 'done']);
  expect(told(platform)).toEqual(['validating', 'failed']);
});
