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

const runWith = (deadlineMinutes: number | undefined, output = recordingOutput()): Run => ({
  workspaceRoot: '/workspace',
  workingDirectory: '/workspace',
  environment: parseEnvironment({ name: 'qa', preset: 'saas', account: '123456789012' }, 'qa.json'),
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
