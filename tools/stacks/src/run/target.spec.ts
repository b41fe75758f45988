import { hostname, userInfo } from 'node:os';
import { DescribeRegionsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { STSClient } from '@aws-sdk/client-sts';
import { parseEnvironment } from '@bulkhead/config';
import { type DeathReason } from '@bulkhead/emulator';
import { type StackInstance } from '../workspace/stack-instance';
import { testInstance } from '../workspace/test-instances';
import { recordingOutput } from './recording-output';
import { type Run } from './run';
import { openTarget } from './target';

/** The emulator. It is there unless a test says otherwise. */
let mockEmulator: { endpoint: string; started: boolean; logFile?: string };
let mockWatched: { endpoint: string; die: (reason: DeathReason) => void; isWatched: boolean } | undefined;
jest.mock('@bulkhead/emulator', () => ({
  ...jest.requireActual<object>('@bulkhead/emulator'),
  ensureEmulator: async ({ notify }: { notify: (line: string) => void }) => {
    notify('it takes a while');
    return mockEmulator;
  },
  watchEmulator(endpoint: string, die: (reason: DeathReason) => void) {
    const watched = { endpoint, die, isWatched: true };
    mockWatched = watched;
    return () => (watched.isWatched = false);
  },
}));

process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
const before = { ...process.env };
beforeEach(() => {
  mockEmulator = { endpoint: 'http://127.0.0.1:5001', started: false };
  mockWatched = undefined;
});
afterEach(() => {
  jest.restoreAllMocks();
  process.env = { ...before };
});

const output = () => recordingOutput();
const runOn = (target: 'aws' | 'emulator', selected: StackInstance[] = [], said = output()): Run =>
  ({
    workspaceRoot: '/none',
    environment: parseEnvironment({ name: 'qa', preset: 'saas', account: '123456789012', target }, 'qa.json'),
    options: { environment: 'qa.json' },
    selected,
    output: said,
  }) as Partial<Run> as Run;

describe('the emulator', () => {
  test('is the only target of this process, and other settings for AWS are ignored', async () => {
    Object.assign(process.env, { AWS_PROFILE: 'prod', AWS_ROLE_ARN: 'arn:aws:iam::1:role/x', EDITOR: 'vi' });
    const { caller } = await openTarget(runOn('emulator'));

    expect(process.env).toMatchObject({ AWS_ENDPOINT_URL: 'http://127.0.0.1:5001', EDITOR: 'vi' });
    expect(process.env).not.toHaveProperty('AWS_PROFILE');
    expect(process.env).not.toHaveProperty('AWS_ROLE_ARN');
    expect(caller).toBe(`${userInfo().username}@${hostname()}`);
  });

  test.each([
    ['is found', false, ['it takes a while']],
    ['is started', true, ['it takes a while', 'Emulator started at http://127.0.0.1:5001']],
  ])('that %s is reported with its message', async (_, started, lines) => {
    mockEmulator = { ...mockEmulator, started };
    const said = output();
    await openTarget(runOn('emulator', [], said));

    expect(said.lines).toEqual(lines);
  });

  test.each<[DeathReason, string | undefined, string]>([
    ['hanging', undefined, 'The emulator at http://127.0.0.1:5001 no longer answers.'],
    ['unreachable', '/log', 'The emulator at http://127.0.0.1:5001 is gone; its log is /log.'],
  ])('that is %s ends the run, with where to look', async (reason, logFile, message) => {
    mockEmulator = { ...mockEmulator, logFile };
    const { lost } = await openTarget(runOn('emulator'));
    expect(lost.aborted).toBe(false);
    mockWatched?.die(reason);

    expect(lost.reason).toMatchObject({ code: 'EmulatorLost', message, next: 'npm run up' });
  });

  test('is watched until the target is closed', async () => {
    const { close } = await openTarget(runOn('emulator'));
    expect(mockWatched).toMatchObject({ endpoint: 'http://127.0.0.1:5001', isWatched: true });
    close();

    expect(mockWatched?.isWatched).toBe(false);
  });
});

describe('an account', () => {
  const regions: string[] = [];
  /** Sets the answer of STS. Keeps the region that was asked. */
  const identity = (answer: object | Error) => {
    regions.length = 0;
    jest.spyOn(STSClient.prototype, 'send').mockImplementation(async function (this: STSClient) {
      regions.push(await this.config.region());
      if (answer instanceof Error) throw answer;
      return answer;
    } as never);
    return jest.spyOn(STSClient.prototype, 'destroy');
  };

  test('is the one of the environment, and the caller is known by it', async () => {
    const destroy = identity({ Account: '123456789012', Arn: 'arn:aws:sts::123456789012:user/ada' });
    const target = await openTarget(runOn('aws'));

    expect(target.caller).toBe('arn:aws:sts::123456789012:user/ada');
    expect(target.lost.aborted).toBe(false);
    expect(destroy).toHaveBeenCalled();
    expect(mockWatched).toBeUndefined();
  });

  test('that is another one is refused', async () => {
    identity({ Account: '210987654321', Arn: 'arn' });

    await expect(openTarget(runOn('aws'))).rejects.toMatchObject({
      code: 'WrongAccount',
      message: expect.stringContaining('is account 123456789012, but your credentials are of 210987654321'),
      next: expect.stringContaining('--environment=qa.json'),
    });
  });

  test('that nobody is signed in to is refused with the answer of AWS', async () => {
    const cause = new Error('The SSO session has expired.');
    const destroy = identity(cause);

    await expect(openTarget(runOn('aws'))).rejects.toMatchObject({
      code: 'NoCredentials',
      message: expect.stringContaining('The SSO session has expired.'),
      cause,
    });
    expect(destroy).toHaveBeenCalled();
  });

  test.each([
    ['a region of the run, since the primary one may be gone', [testInstance('network/vpc@dr')], 'us-west-2'],
    ['the primary region, where the run is about no stack', [], 'us-east-1'],
  ])('is asked in %s', async (_, selected, region) => {
    identity({ Account: '123456789012', Arn: 'arn' });
    await openTarget(runOn('aws', selected));

    expect(regions).toEqual([region]);
  });

  test('says which regions are enabled, asked in one of them', async () => {
    identity({ Account: '123456789012', Arn: 'arn' });
    const asked: unknown[] = [];
    jest.spyOn(EC2Client.prototype, 'send').mockImplementation(async function (
      this: EC2Client,
      command: unknown,
    ) {
      asked.push(await this.config.region(), command);
      return { Regions: [{ RegionName: 'us-east-1' }, {}, { RegionName: 'eu-west-1' }] };
    } as never);
    const destroy = jest.spyOn(EC2Client.prototype, 'destroy');
    const { enabledRegions } = await openTarget(runOn('aws'));

    expect(await enabledRegions('eu-west-1')).toEqual(['us-east-1', 'eu-west-1']);
    expect(asked).toEqual(['eu-west-1', expect.any(DescribeRegionsCommand)]);
    expect(destroy).toHaveBeenCalled();
  });
});
