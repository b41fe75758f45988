import { execFileSync, fork } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { identifyProcess } from '@bulkhead/emulator';
import { BulkheadError } from '@bulkhead/errors';
import { fakeProgram, testFolder } from '../../test-folder';
import { applyFiles, leftBehind, type StartedApply } from './apply-files';
import { followApply, runDetached } from './detached-terraform';
import { type TerraformCall } from './terraform-cli';

/** A call of a shell script that plays Terraform. */
const calling = (body: string, over: Partial<TerraformCall> = {}): TerraformCall => ({
  binary: fakeProgram('terraform', body),
  arguments: ['apply'],
  directory: testFolder(),
  subject: 'network/vpc@primary',
  signal: new AbortController().signal,
  ...over,
});
const interrupted = new BulkheadError('Interrupted', 'Ctrl-C');
const idsOf = ({ directory }: TerraformCall) =>
  readFileSync(join(directory, applyFiles.pid), 'utf8').split(' ').map(Number);
const pidOf = (call: TerraformCall) => idsOf(call)[0] ?? 0;
const groupOf = (call: TerraformCall) => idsOf(call)[1] ?? 0;
/** Waits until a call has created a file: `started`, or `asked` when it was asked to stop. */
const made = async (file: string, { directory }: TerraformCall) => {
  while (!existsSync(join(directory, file))) await sleep(10);
};
/** Lets a waiting call continue. */
const allow = ({ directory }: TerraformCall) => writeFileSync(join(directory, 'allowed'), '');
const untilAllowed = 'while [ ! -e allowed ]; do sleep 0.02; done';
/** Like Terraform, ends some time after it is asked to: when it is allowed to. */
const slow = `trap 'touch asked; ${untilAllowed}; echo saved > state; exit 1' TERM; touch started; while :; do sleep 0.02; done`;
const tooLate = new BulkheadError('DeadlineExceeded', 'Too late.');
/** The present state of a promise. */
const soFar = (ended: Promise<unknown>) => Promise.race([ended, sleep(250, 'not ended')]);

/** Moves the clock forward by some seconds. */
function later(seconds: number): void {
  const { now } = Date;
  jest.spyOn(Date, 'now').mockImplementation(() => now() + seconds * 1_000);
}
afterEach(() => jest.restoreAllMocks());

test.each([0, 3])(
  'what it prints arrives line by line, on both channels, and its exit code %i is returned',
  async (code) => {
    const lines: string[] = [];
    const call = calling(`echo one; echo "two $1" >&2; printf 'three\\nhalf'; exit ${code}`);

    expect(await runDetached(call, (line) => lines.push(line))).toBe(code);
    expect(lines).toEqual(['one', 'two apply', 'three']);
    expect(await leftBehind(call.directory)).toMatchObject({ state: 'ended' });
  },
);

test('characters of several bytes arrive whole', async () => {
  const lines: string[] = [];
  await runDetached(calling("printf '\\342\\202'; sleep 0.3; printf '\\254\\n'"), (line) => lines.push(line));

  expect(lines).toEqual(['€']);
});

test('a line that is printed in two parts arrives as one', async () => {
  const lines: string[] = [];
  await runDetached(calling("printf 'one '; sleep 0.3; echo two"), (line) => lines.push(line));

  expect(lines).toEqual(['one two']);
});

test('a process that ended without output is followed to its end', async () => {
  const call = calling('exit 4');
  await runDetached(call, () => undefined);
  rmSync(join(call.directory, applyFiles.journal), { force: true });
  const left = await leftBehind(call.directory);
  const gone: StartedApply = {
    pid: pidOf(call),
    group: groupOf(call),
    startMark: 'another',
    startedAt: new Date().toISOString(),
  };

  expect(left.state).toBe('ended');
  expect(await followApply(gone, call, () => undefined)).toBe(4);
});

test('the process has no parent and its own process group', async () => {
  const call = calling('ps -o ppid=,pgid= -p $$');
  const lines: string[] = [];
  await runDetached(call, (line) => lines.push(line));
  const [parent, group] = lines[0]?.trim().split(/\s+/).map(Number) ?? [];

  // The shell that waits for the process.
  expect(parent).not.toBe(process.pid);
  expect(group).not.toBe(Number(execFileSync('ps', ['-o', 'pgid=', '-p', String(process.pid)])));
});

test('an abort asks the process once to stop and waits until it has saved its state', async () => {
  const controller = new AbortController();
  const call = calling(slow, { signal: controller.signal });
  const ended = runDetached(call, () => undefined);
  await made('started', call);
  const kill = jest.spyOn(process, 'kill');
  controller.abort(tooLate);
  await made('asked', call);
  later(15);

  expect(await soFar(ended)).toBe('not ended');
  allow(call);
  expect(await ended).toBe(1);
  expect(kill.mock.calls.filter(([, signal]) => signal)).toEqual([[pidOf(call), 'SIGTERM']]);
  expect(readFileSync(join(call.directory, 'state'), 'utf8')).toBe('saved\n');
});

test('a process that does not end when asked is finally killed with its whole group', async () => {
  const controller = new AbortController();
  const call = calling(`sleep 60 & echo $! >provider; ${slow}`, { signal: controller.signal });
  const ended = runDetached(call, () => undefined);
  await made('started', call);
  controller.abort(tooLate);
  await made('asked', call);
  later(21);

  expect(await ended).toBe(null);
  const provider = Number(readFileSync(join(call.directory, 'provider'), 'utf8'));
  for (const pid of [pidOf(call), provider]) while (await identifyProcess(pid)) await sleep(10);
  expect(await leftBehind(call.directory)).toMatchObject({ state: 'killed' });
});

test('an interrupted run lets the process save its state, and the next run waits for it', async () => {
  const controller = new AbortController();
  const call = calling(slow, { signal: controller.signal });
  const ended = runDetached(call, () => undefined);
  await made('started', call);
  controller.abort(interrupted);
  await made('asked', call);
  expect(await soFar(ended)).toBe('not ended');
  later(4);

  expect(await ended).toBe(null);
  const left = await leftBehind(call.directory);
  if (left.state !== 'at-work') throw new Error(left.state);
  expect(left.apply.pid).toBe(pidOf(call));
  const next = followApply(left.apply, { ...call, signal: new AbortController().signal }, () => undefined);
  allow(call);
  expect(await next).toBe(1);
  expect(await leftBehind(call.directory)).toMatchObject({ state: 'ended' });
});

test('the process survives a kill of its starter, with all its output', async () => {
  const call = calling(`touch started; ${untilAllowed}; echo done`);
  const starter = join(testFolder(), 'starter.js');
  const module = join(__dirname, 'detached-terraform.ts');
  writeFileSync(
    starter,
    `require(${JSON.stringify(require.resolve('@swc-node/register'))});
     require(${JSON.stringify(module)}).runDetached({ ...${JSON.stringify(call)}, signal: new AbortController().signal }, () => {});`,
  );
  const child = fork(starter, {
    execArgv: ['--conditions=@bulkhead/source'],
    detached: true,
    stdio: 'ignore',
  });
  await made('started', call);
  process.kill(-(child.pid ?? 0), 'SIGKILL');

  const left = await leftBehind(call.directory);
  if (left.state !== 'at-work') throw new Error(left.state);
  allow(call);
  const lines: string[] = [];
  expect(await followApply(left.apply, call, (line) => lines.push(line))).toBe(0);
  expect(lines).toEqual(['done']);
});

test('a killed process is distinguished from one that ended', async () => {
  const call = calling('touch started; while :; do sleep 0.02; done');
  const ended = runDetached(call, () => undefined);
  await made('started', call);
  process.kill(-groupOf(call), 'SIGKILL');

  expect(await ended).toBe(null);
  expect(await leftBehind(call.directory)).toMatchObject({ state: 'killed', apply: { pid: pidOf(call) } });
});

test('a folder without a started process has nothing left behind', async () => {
  expect(await leftBehind(testFolder())).toEqual({ state: 'nothing' });
});
