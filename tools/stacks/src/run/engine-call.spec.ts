import { parseEnvironment } from '@bulkhead/config';
import { type EngineRequest } from '../engines/engine';
import { type Synthesized } from '../synthesis/synthesize';
import { testInstance } from '../workspace/test-instances';
import { callEngine } from './engine-call';
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

test('an engine is stopped as soon as what it talks to is lost, with the reason', async () => {
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

test('what an engine tells is passed on with the name of its stack', async () => {
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

  test('is no longer counted once it has ended', async () => {
    await callEngine(runWith(undefined), [], instance, synthesized, async () => 'result');

    expect(jest.getTimerCount()).toBe(0);
  });
});
