import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseEnvironment } from '@bulkhead/config';
import { type Suppression } from '@bulkhead/stack';
import { todayVariable } from '../plugin/run-hooks';
import { readEvaluation } from '../policy/judge-environment';
import { recordingOutput } from '../run/recording-output';
import { type Run, type RunOptions } from '../run/run';
import { type StackResult } from '../run/stack-result';
import { readSynthesized } from '../synthesis/synthesize';
import { testFolder } from '../test-folder';
import { type StackInstance } from '../workspace/stack-instance';
import { testInstance } from '../workspace/test-instances';
import { deploy } from './deploy';
import { diff } from './diff';
import { synthesizeAll } from '../run/synthesize-all';
import { beginWorld, type TestWorld } from './test-world';

let world: TestWorld;
function mockWorld(part: string) {
  return jest.requireActual<Record<string, object>>('./test-world')[part];
}
jest.mock('../engines/engines', () => mockWorld('mockedEngines'));
jest.mock('../engines/state-keepers', () => mockWorld('mockedKeepers'));
jest.mock('../foundation/foundation', () => mockWorld('mockedFoundation'));
jest.mock('../run/target', () => mockWorld('mockedTarget'));
jest.mock('../preflight/preflight', () => mockWorld('mockedPreflight'));
jest.mock('../parameters/parameter-store', () => mockWorld('mockedStore'));
jest.mock('../run/synthesize-all', () => ({
  ...jest.requireActual<object>('../run/synthesize-all'),
  synthesizeAll: jest.fn(),
}));
jest.mock('../policy/judge-environment', () => {
  const actual = jest.requireActual<typeof import('../policy/judge-environment')>(
    '../policy/judge-environment',
  );
  return { ...actual, readEvaluation: jest.fn(actual.readEvaluation) };
});

const network = testInstance('network/vpc@primary', { engine: 'cdktf' });
const platform = testInstance('app-platform/service@primary', { engine: 'cdk' });
const retention = 'HIPAA.Security-CloudWatchLogGroupRetentionPeriod';
const explained: Suppression[] = ['Log', 'Other'].map((resource) => ({
  rule: retention,
  resource,
  reason: 'The log holds the names of builds and never patient data.',
  file: 'apps/app-platform/src/service-stack.ts',
}));
const log = (over: object = {}) => ({
  Type: 'AWS::Logs::LogGroup',
  DeletionPolicy: 'Retain',
  Properties: { KmsKeyId: 'arn:aws:kms:us-east-1:1:key/2', ...over },
});
/** Two log groups that are kept for ever. The policy wants a reason for each. */
const twoFindings = { Log: log(), Other: log() };
const topic = { aws_sns_topic: { alarms: { name: 'alarms' } } };

let root: string;

beforeEach(() => {
  process.env[todayVariable] = '2027-06-15';
  world = beginWorld();
  jest.mocked(readEvaluation).mockClear();
  root = testFolder({ 'libs/policy/dist/rules.js': 'one' });
  writeStack(network, 'cdk.tf.json', { provider: { aws: [{ region: 'us-east-1' }] }, resource: {} });
  writeStack(platform, 'service.template.json', { Resources: twoFindings });
});
afterEach(() => delete process.env[todayVariable]);

/** Writes the synthesized files of a stack. */
function writeStack(
  { app, stack, engine, role, region }: StackInstance,
  template: string,
  content: object,
  suppressions: readonly Suppression[] = [],
): void {
  const folder = join(root, `dist/synth/qa/${role}/${app}/${stack}`);
  mkdirSync(folder, { recursive: true });
  const described = { app, stack, engine, role, region, omitted: [], publishes: [], consumes: [] };
  writeFileSync(join(folder, 'stack.json'), JSON.stringify({ ...described, template, suppressions }));
  writeFileSync(join(folder, template), JSON.stringify(content));
}

const explain = () => writeStack(platform, 'service.template.json', { Resources: twoFindings }, explained);

interface Ran {
  readonly outcomes: Record<string, StackResult['outcome']>;
  readonly reasons: Record<string, string>;
  readonly stacks: readonly StackResult[];
  readonly said: string;
  /** Ids of the stacks that were synthesized in addition to those of the run. */
  readonly alsoSynthesized: readonly string[];
}

/** Runs a verb over some stacks of the environment; some of them may be broken. */
async function ran(
  verb: typeof deploy,
  options: Partial<RunOptions> = {},
  {
    selected = [network, platform],
    broken = [],
    target = 'aws',
  }: {
    selected?: StackInstance[];
    broken?: StackInstance[];
    target?: 'aws' | 'emulator';
  } = {},
): Promise<Ran> {
  const account = target === 'aws' ? '111122223333' : '123456789012';
  const output = recordingOutput();
  const alsoSynthesized: string[] = [];
  jest.mocked(synthesizeAll).mockImplementation(async (run) => {
    for (const { id } of run.selected.filter((each) => !selected.includes(each))) alsoSynthesized.push(id);
    return new Map(
      run.selected.map((instance) => [
        instance,
        broken.includes(instance)
          ? new RangeError('no zones')
          : readSynthesized(instance, { workspaceRoot: root, environment: 'qa' } as never),
      ]),
    );
  });
  const { stacks } = await verb({
    workspaceRoot: root,
    workingDirectory: root,
    environment: parseEnvironment(
      { name: 'qa', preset: 'saas', account, protected: false, target },
      'qa.json',
    ),
    options: { environment: 'qa', ...options },
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
    stacks,
    said: output.lines.join('\n'),
    alsoSynthesized,
  };
}

const recordOf = (app: string) => {
  const [, text] =
    [...world.parameters].find(([path]) => path.includes('/_record/') && path.includes(app)) ?? [];
  return text === undefined ? undefined : (JSON.parse(text) as { withoutPolicy?: string; outcome: string });
};
const judgements = () => jest.mocked(readEvaluation).mock.calls.length;

describe('a deploy to AWS', () => {
  test('of a stack with two unexplained findings is refused before anything is touched, and others are deployed', async () => {
    const { outcomes, reasons } = await ran(deploy);

    expect(outcomes).toEqual({ network: 'deployed', 'app-platform': 'refused' });
    expect(world.asked).toEqual([`deploy ${network.id}`]);
    expect(recordOf('app-platform')).toBeUndefined();
    expect(reasons['app-platform']).toContain(
      `The policy finds 2 in ${platform.id} that nobody has explained:`,
    );
    expect(reasons['app-platform']?.match(new RegExp(`${retention}: `, 'g'))).toHaveLength(2);
    expect(reasons['app-platform']).toContain(`Log in ${platform.id}`);
    expect(reasons['app-platform']).toContain('next: npx nx run-many -t validate -c qa');
    expect(reasons['app-platform']).toContain('(PolicyFindings)');
  });

  test('passes once they are explained', async () => {
    explain();

    expect((await ran(deploy)).outcomes).toEqual({ network: 'deployed', 'app-platform': 'deployed' });
  });

  test('is refused on the day after an explanation has expired', async () => {
    const expiring = explained.map((each) => ({ ...each, expires: '2027-06-15' }));
    writeStack(platform, 'service.template.json', { Resources: twoFindings }, expiring);
    expect((await ran(deploy, { dryRun: true })).outcomes).toMatchObject({ 'app-platform': 'pending' });
    process.env[todayVariable] = '2027-06-16';

    expect((await ran(deploy)).outcomes).toMatchObject({ 'app-platform': 'refused' });
  });

  test('of a stack that was deployed with a reason is refused without one, although it is only forced', async () => {
    world.places.set(platform.id, platform);
    await ran(deploy, { withoutPolicy: 'the findings are explained tomorrow' });
    expect((await ran(deploy)).outcomes).toEqual({ network: 'unchanged', 'app-platform': 'unchanged' });
    const asked = world.asked.length;

    expect((await ran(deploy, { force: true })).outcomes).toEqual({
      network: 'deployed',
      'app-platform': 'refused',
    });
    expect(world.asked.slice(asked)).toEqual([`deploy ${network.id}`]);
    expect(recordOf('app-platform')).toMatchObject({ outcome: 'deployed' });
  });

  test('is refused in a dry run too', async () => {
    const { outcomes } = await ran(deploy, { dryRun: true });

    expect(outcomes).toEqual({ network: 'pending', 'app-platform': 'refused' });
    expect(world.asked).toEqual([]);
  });

  test('that deploys nothing judges nothing, and synthesizes no other stack', async () => {
    explain();
    await ran(deploy);
    jest.mocked(readEvaluation).mockClear();
    rmSync(join(root, 'dist/policy'), { recursive: true });
    const { outcomes, alsoSynthesized } = await ran(deploy, {}, { selected: [network] });

    expect(outcomes).toEqual({ network: 'unchanged' });
    expect(judgements()).toBe(0);
    expect(alsoSynthesized).toEqual([]);
  });

  test('judges stacks outside the run too, but their findings do not stop it', async () => {
    const { outcomes, alsoSynthesized } = await ran(deploy, {}, { selected: [network] });

    expect(alsoSynthesized).toEqual([platform.id]);
    expect(outcomes).toEqual({ network: 'deployed' });
  });

  test('takes the former verdict if nothing has changed that the verdict depends on', async () => {
    explain();
    await ran(deploy, { dryRun: true });
    await ran(deploy, { dryRun: true });
    expect(judgements()).toBe(1);

    writeFileSync(join(root, 'libs/policy/dist/rules.js'), 'two');
    await ran(deploy, { dryRun: true });
    expect(judgements()).toBe(2);

    writeStack(platform, 'service.template.json', { Resources: twoFindings });
    expect((await ran(deploy, { dryRun: true })).outcomes).toMatchObject({ 'app-platform': 'refused' });
    expect(judgements()).toBe(3);
  });

  test('takes no verdict that somebody has edited', async () => {
    await ran(deploy, { dryRun: true });
    const file = join(root, 'dist/policy/gate/qa.json');
    const { digest } = JSON.parse(readFileSync(file, 'utf8')) as { digest: string };
    writeFileSync(file, JSON.stringify({ version: 1, digest, findings: 'none' }));

    expect((await ran(deploy, { dryRun: true })).outcomes).toMatchObject({ 'app-platform': 'refused' });
  });
});

describe('a stack elsewhere that cannot be synthesized', () => {
  test('holds up no other stack, and the output says that it was not judged', async () => {
    const { outcomes, said } = await ran(deploy, {}, { selected: [network], broken: [platform] });

    expect(outcomes).toEqual({ network: 'deployed' });
    expect(said).toMatch(/Not judged by the policy:\n {2}app-platform\/service@primary: .*no zones/);
  });

  test('may be what a finding of another stack needs, so the finding is printed and does not refuse', async () => {
    // The topic has no key of its own here, and does not require TLS.
    writeStack(network, 'cdk.tf.json', { provider: { aws: [{}] }, resource: topic });
    const { outcomes, said } = await ran(deploy, {}, { selected: [network], broken: [platform] });

    expect(outcomes).toEqual({ network: 'refused' });
    expect(said).toMatch(/Found, and not refused, since .*\n {2}messages-tls: /);
  });

  test('does not excuse a finding that no other stack could fix', async () => {
    const { outcomes } = await ran(deploy, {}, { selected: [platform], broken: [network] });

    expect(outcomes).toEqual({ 'app-platform': 'refused' });
  });
});

describe('with --without-policy', () => {
  test('it is let pass, and the reason is in the report, the record and the output', async () => {
    const { outcomes, stacks, said } = await ran(deploy, { withoutPolicy: ' The service is down. ' });

    expect(outcomes).toEqual({ network: 'deployed', 'app-platform': 'deployed' });
    expect(stacks.map(({ app, withoutPolicy }) => [app, withoutPolicy])).toEqual(
      expect.arrayContaining([
        ['network', undefined],
        ['app-platform', 'The service is down.'],
      ]),
    );
    expect(recordOf('app-platform')).toMatchObject({
      outcome: 'deployed',
      withoutPolicy: 'The service is down.',
    });
    expect(recordOf('network')).not.toHaveProperty('withoutPolicy');
    expect(said).toMatch(/The policy finds 2 in app-platform\/service@primary/);
    expect(said).toContain('is let pass: The service is down.');
  });

  test('it passes a failing judgement, which otherwise stops every deploy', async () => {
    jest.mocked(readEvaluation).mockRejectedValue(new RangeError('broken'));
    const { outcomes } = await ran(deploy);
    const passed = await ran(deploy, { withoutPolicy: 'The rules are broken.' });
    jest.mocked(readEvaluation).mockReset();
    jest
      .mocked(readEvaluation)
      .mockImplementation(jest.requireActual('../policy/judge-environment').readEvaluation);

    expect(outcomes).toEqual({ network: 'failed', 'app-platform': 'failed' });
    expect(passed.outcomes).toEqual({ network: 'deployed', 'app-platform': 'deployed' });
    expect(recordOf('network')).toMatchObject({ withoutPolicy: 'The rules are broken.' });
  });

  test.each(['', '  ', 'true', true])('%j is no reason, and nothing is deployed', async (withoutPolicy) => {
    await expect(ran(deploy, { withoutPolicy: withoutPolicy as string })).rejects.toMatchObject({
      code: 'ReasonMissing',
    });
    expect(world.asked).toEqual([]);
  });
});

describe('a diff', () => {
  const wouldRefuse = () => {
    const file = JSON.parse(readFileSync(join(root, 'dist/diff/qa.json'), 'utf8')) as {
      stacks: { app: string; wouldRefuse: string[] }[];
    };
    return Object.fromEntries(file.stacks.map(({ app, wouldRefuse: why }) => [app, why]));
  };

  test('shows the reasons for a refusal of the deploy', async () => {
    await ran(diff);

    expect(wouldRefuse()).toEqual({
      network: [],
      'app-platform': [expect.stringMatching(/The policy finds 2 .*\(PolicyFindings\)$/s)],
    });
  });

  test('is judged again when it is deployed, from the kept files', async () => {
    await ran(diff);
    explain();
    const plan = 'dist/diff/qa.json';

    expect((await ran(deploy, { plan })).outcomes).toEqual({
      network: 'deployed',
      'app-platform': 'refused',
    });
  });

  test('that is deployed from another folder is found there', async () => {
    explain();
    await ran(diff);
    mkdirSync(dirname(join(root, 'reviewed/qa.json')));
    for (const path of ['qa.json', 'qa'])
      renameSync(join(root, 'dist/diff', path), join(root, 'reviewed', path));

    expect((await ran(deploy, { plan: 'reviewed/qa.json' })).outcomes).toEqual({
      network: 'deployed',
      'app-platform': 'deployed',
    });
  });
});

test('on the emulator nobody asks the policy', async () => {
  const { outcomes } = await ran(deploy, {}, { target: 'emulator' });

  expect(outcomes).toEqual({ network: 'deployed', 'app-platform': 'deployed' });
  expect(judgements()).toBe(0);
});
