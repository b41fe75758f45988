import { execFileSync, fork } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BulkheadError } from '@bulkhead/errors';
import { fakeProgram, testFolder } from '../../test-folder';
import { applyFiles, leftBehind } from './apply-files';
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
const pidOf = ({ directory }: TerraformCall) =>
  Number(readFileSync(join(directory, applyFiles.pid), 'utf8').split(' ')[0]);
const started = async ({ directory }: TerraformCall) => {
  while (!existsSync(join(directory, 'started'))) await sleep(10);
};
/** Takes its time to end when it is asked to, as Terraform does. */
const slow = (seconds: number) =>
  `trap 'sleep ${seconds}; echo saved > state; exit 1' TERM; touch started; while :; do sleep 0.02; done`;

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

test('it is nobody’s child, in a process group of its own', async () => {
  const call = calling('ps -o ppid=,pgid= -p $$');
  const lines: string[] = [];
  await runDetached(call, (line) => lines.push(line));
  const [parent, group] = lines[0]?.trim().split(/\s+/).map(Number) ?? [];

  // The shell that waits for it.
  expect(parent).not.toBe(process.pid);
  expect(group).not.toBe(Number(execFileSync('ps', ['-o', 'pgid=', '-p', String(process.pid)])));
});

test('an abort asks it to stop and waits until it has saved its state', async () => {
  const controller = new AbortController();
  const call = calling(slow(0.5), { signal: controller.signal });
  const ended = runDetached(call, () => undefined);
  await started(call);
  controller.abort(new BulkheadError('DeadlineExceeded', 'Too late.'));

  expect(await ended).toBe(1);
  expect(readFileSync(join(call.directory, 'state'), 'utf8')).toBe('saved\n');
});

test('a run that is interrupted leaves it to save its state, and the next run waits for it', async () => {
  const controller = new AbortController();
  const call = calling(slow(4), { signal: controller.signal });
  const ended = runDetached(call, () => undefined);
  await started(call);
  controller.abort(interrupted);

  expect(await ended).toBe(null);
  const left = await leftBehind(call.directory);
  if (left.state !== 'at-work') throw new Error(left.state);
  expect(left.apply.pid).toBe(pidOf(call));
  expect(
    await followApply(left.apply, { ...call, signal: new AbortController().signal }, () => undefined),
  ).toBe(1);
  expect(await leftBehind(call.directory)).toMatchObject({ state: 'ended' });
});

test('it outlives a kill of what started it, with all that it prints', async () => {
  const call = calling('touch started; sleep 1; echo done');
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
  await started(call);
  process.kill(-(child.pid ?? 0), 'SIGKILL');

  const left = await leftBehind(call.directory);
  if (left.state !== 'at-work') throw new Error(left.state);
  const lines: string[] = [];
  expect(await followApply(left.apply, call, (line) => lines.push(line))).toBe(0);
  expect(lines).toEqual(['done']);
});

test('one that is killed is told from one that ended', async () => {
  const call = calling('touch started; while :; do sleep 0.02; done');
  const ended = runDetached(call, () => undefined);
  await started(call);
  const group = Number(readFileSync(join(call.directory, applyFiles.pid), 'utf8').split(' ')[1]);
  process.kill(-group, 'SIGKILL');

  expect(await ended).toBe(null);
  expect(await leftBehind(call.directory)).toMatchObject({ state: 'killed', apply: { pid: pidOf(call) } });
});

test('a folder where nothing was started has nothing left behind', async () => {
  expect(await leftBehind(testFolder())).toEqual({ state: 'nothing' });
});
