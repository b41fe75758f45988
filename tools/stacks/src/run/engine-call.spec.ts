import { parseEnvironment } from '@bulkhead/config';
import { type EngineRequest } from '../engines/engine';
import { type Synthesized } from '../synthesis/synthesize';
import { testFolder } from '../test-folder';
import { testInstance } from '../workspace/test-instances';
import { callEngine, type EngineCall } from './engine-call';
import { recordingOutput } from './recording-output';
import { type Run } from './run';

let interrupted: AbortController;
beforeEach(() => {
  interrupted = new AbortController();
});

const instance = testInstance('network/vpc@primary');

const runWith = (
  deadlineMinutes: number | undefined,
  output = recordingOutput(),
  target: 'aws' | 'emulator' = 'aws',
): Run => ({
  workspaceRoot: '/workspace',
  workingDirectory: '/workspace',
  environment: parseEnvironment({ name: 'qa', preset: 'saas', account: '123456789012', target }, 'qa.json'),
  options: { environment: 'qa.json', deadlineMinutes },
  parallel: 1,
  instances: [instance],
  selected: [instance],
  projectRoots: new Map(),
  output,
  interrupted: interrupted.signal,
});

/** An engine that works until it is stopped. */
const endless = ({ signal }: EngineRequest) =>
  new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

const synthesized = {} as Synthesized;

test('an engine that does not end is stopped at the deadline', async () => {
  await expect(callEngine(runWith(0.001), [], instance, synthesized, endless)).rejects.toMatchObject({
    code: 'DeadlineExceeded',
    message: expect.stringContaining('network/vpc@primary'),
    next: expect.stringContaining('--deadlineMinutes'),
  });
});

test('an engine is stopped as soon as its target is lost, with the reason', async () => {
  const lost = new AbortController();
  const called = callEngine(runWith(0.03), [lost.signal], instance, synthesized, endless);
  lost.abort(new Error('the emulator is gone'));

  await expect(called).rejects.toThrow('the emulator is gone');
});

test('an engine is stopped when the run is interrupted, and none is started after it', async () => {
  const called = callEngine(runWith(0.03), [], instance, synthesized, endless);
  interrupted.abort(new Error('Ctrl-C'));
  await expect(called).rejects.toThrow('Ctrl-C');

  const started = jest.fn();
  await expect(callEngine(runWith(0.03), [], instance, synthesized, started)).rejects.toThrow('Ctrl-C');
  expect(started).not.toHaveBeenCalled();
});

test('an engine knows how the user named the environment', async () => {
  const named = await callEngine(
    runWith(undefined),
    [],
    instance,
    synthesized,
    async ({ environmentOption }) => environmentOption,
  );

  expect(named).toBe('--environment=qa.json');
});

test('messages of an engine are passed on with the name of its stack', async () => {
  const output = recordingOutput();
  const run = runWith(undefined, output);
  const result = await callEngine(run, [], instance, synthesized, async ({ progress }) => {
    progress('aws_vpc.main: created', { done: 1, total: 46 });
    return 'result';
  });

  expect(result).toBe('result');
  expect(output.events).toEqual([
    { type: 'progress', instance, line: 'aws_vpc.main: created', resources: { done: 1, total: 46 } },
  ]);
});

test.each([
  [
    'goes on from what a deploy or destroy left',
    { unfinished: true },
    { unfinished: true, revertDrift: false },
  ],
  ['puts back what was changed', { revertDrift: true }, { unfinished: false, revertDrift: true }],
  ['does neither unless it is asked', undefined, { unfinished: false, revertDrift: false }],
])('an engine %s', async (_, asked, told) => {
  const request = await callEngine(
    runWith(undefined),
    [],
    instance,
    synthesized,
    async (given) => given,
    asked,
  );

  expect(request).toMatchObject({ ...told, instance, synthesized, workspaceRoot: '/workspace' });
});

describe('the time of an engine', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  test.each([
    ['aws', undefined, 60],
    ['emulator', undefined, 10],
    ['emulator', 25, 25],
  ] as const)(
    'on %s, with --deadlineMinutes=%s, is over after %d minutes',
    async (target, given, minutes) => {
      const ended = jest.fn();
      void callEngine(runWith(given, recordingOutput(), target), [], instance, synthesized, endless).catch(
        ended,
      );
      await jest.advanceTimersByTimeAsync(minutes * 60_000 - 1);
      expect(ended).not.toHaveBeenCalled();
      await jest.advanceTimersByTimeAsync(1);

      expect(ended.mock.calls).toEqual([
        [
          expect.objectContaining({
            code: 'DeadlineExceeded',
            message: expect.stringContaining(`after ${minutes} minutes`),
          }),
        ],
      ]);
    },
  );

  const asking = (engine: 'cdk' | 'cdktf', content: object) => ({
    stack: testInstance('network/vpc@primary', { engine }),
    synthesized: { directory: testFolder({ template: content }), template: 'template' } as Synthesized,
  });
  const group = {
    Type: 'AWS::AutoScaling::AutoScalingGroup',
    Properties: { MaxSize: '10' },
    UpdatePolicy: {
      AutoScalingRollingUpdate: { MaxBatchSize: 1, PauseTime: 'PT15M', WaitOnResourceSignals: true },
    },
  };
  const asksFor150 = asking('cdk', { Resources: { Group: group } });
  const asksFor120 = asking('cdktf', {
    resource: { aws_rds_cluster: { main: { timeouts: { create: '120m', delete: '45m' } } } },
  });
  const asksFor20 = asking('cdktf', {
    resource: { aws_efs_file_system: { main: { timeouts: { create: '20m' } } } },
  });

  test.each<
    [string, typeof asksFor150, EngineCall['changes'], 'aws' | 'emulator', number | undefined, number]
  >([
    ['a template that lets CloudFormation wait', asksFor150, 'deploy', 'aws', undefined, 180],
    ['a configuration that lets Terraform wait', asksFor120, 'deploy', 'aws', undefined, 195],
    ['its destruction', asksFor120, 'destroy', 'aws', undefined, 75],
    ['one that asks for less than there is', asksFor20, 'deploy', 'aws', undefined, 60],
    ['a user who knows better', asksFor150, 'deploy', 'aws', 90, 90],
    ['a look at it', asksFor150, undefined, 'aws', undefined, 60],
    ['the emulator, which waits for nothing', asksFor150, 'deploy', 'emulator', undefined, 10],
  ])(
    'of %s is as long as it asks for',
    async (_, { stack, synthesized }, changes, target, given, minutes) => {
      const ended = jest.fn();
      const run = runWith(given, recordingOutput(), target);
      void callEngine(run, [], stack, synthesized, endless, { changes }).catch(ended);
      await jest.advanceTimersByTimeAsync(minutes * 60_000 - 1);
      expect(ended).not.toHaveBeenCalled();
      await jest.advanceTimersByTimeAsync(1);

      expect(ended.mock.calls[0]?.[0]).toMatchObject({
        message: expect.stringContaining(`after ${minutes} minutes`),
      });
    },
  );

  test('that the template asked for is explained', async () => {
    const ended = jest.fn();
    const { stack, synthesized } = asksFor150;
    void callEngine(runWith(undefined), [], stack, synthesized, endless, { changes: 'deploy' }).catch(ended);
    await jest.advanceTimersByTimeAsync(180 * 60_000);

    expect(ended.mock.calls[0]?.[0]).toMatchObject({
      message: expect.stringContaining('after 180 minutes (its template lets it wait for 150)'),
    });
  });

  test('that is over while the engine goes on names who is at work, and how to look', async () => {
    const left = { who: 'CloudFormation', doing: 'UPDATE_IN_PROGRESS', look: 'aws cloudformation look' };
    const called = callEngine(runWith(60), [], instance, synthesized, endless, { atWork: async () => left });
    const ended = expect(called).rejects.toMatchObject({
      code: 'DeadlineExceeded',
      message: expect.stringMatching(
        /CloudFormation goes on with it \(UPDATE_IN_PROGRESS\).*gives back its lock/,
      ),
      next: expect.stringMatching(/waits for CloudFormation.*--deadlineMinutes.*aws cloudformation look/),
    });
    await jest.advanceTimersByTimeAsync(60 * 60_000);
    await ended;
  });

  test('is not mentioned if the run was interrupted', async () => {
    const atWork = jest.fn();
    const called = callEngine(runWith(60), [], instance, synthesized, endless, { atWork });
    const ended = expect(called).rejects.toThrow('Ctrl-C');
    interrupted.abort(new Error('Ctrl-C'));
    await ended;

    expect(atWork).not.toHaveBeenCalled();
  });

  test('may be longer than a timer of Node can be', async () => {
    const ended = jest.fn();
    void callEngine(runWith(100_000), [], instance, synthesized, endless).catch(ended);
    await jest.advanceTimersByTimeAsync(60_000);

    expect(ended).not.toHaveBeenCalled();
    interrupted.abort(new Error('Ctrl-C'));
    await jest.advanceTimersByTimeAsync(1);
  });

  test('is no longer counted once it has ended', async () => {
    await callEngine(runWith(undefined), [], instance, synthesized, async () => 'result');

    expect(jest.getTimerCount()).toBe(0);
  });
});
