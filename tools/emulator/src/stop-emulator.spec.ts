import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ensureEmulator } from './ensure-emulator';
import { identifyProcess, isAlive, type ProcessIdentity } from './process-identity';
import { stopEmulator } from './stop-emulator';
import { freePort, testWorkspace, writeTestFile, type TestWorkspace } from './test-workspace';

let workspace: TestWorkspace;
let bystanders: ChildProcess[];

beforeEach(() => {
  workspace = testWorkspace();
  bystanders = [];
});

afterEach(async () => {
  for (const child of bystanders) child.kill('SIGKILL');
  await workspace.dispose();
});

/** A process that is not ours. It leads a process group of its own, like an emulator. */
async function bystander(): Promise<ProcessIdentity> {
  const child = spawn('sleep', ['60'], { detached: true, stdio: 'ignore' });
  bystanders.push(child);
  const identity = await identifyProcess(child.pid ?? 0);
  if (!identity) throw new Error('sleep did not start');
  return identity;
}

const recorded = (identity: ProcessIdentity, port = 1) => ({
  ...identity,
  port,
  endpoint: `http://127.0.0.1:${port}`,
  command: ['moto_server'],
  startedAt: '2025-01-01T00:00:00.000Z',
  instanceId: 'x',
});

test('without a running emulator, says so and succeeds', async () => {
  const lines: string[] = [];
  const stopped = await stopEmulator({ workspaceRoot: workspace.root, notify: (line) => lines.push(line) });
  expect(stopped).toEqual({ stopped: false });
  expect(lines).toEqual(['No emulator is running.']);
});

test('a later process with the recorded pid is neither killed nor taken for the emulator', async () => {
  const stranger = await bystander();
  writeTestFile(workspace.stateFile, recorded({ ...stranger, startMark: 'some-boot:123' }));

  expect(await stopEmulator({ workspaceRoot: workspace.root })).toEqual({ stopped: false });
  expect(await isAlive(stranger)).toBe(true);
  expect(existsSync(workspace.stateFile)).toBe(false);

  writeTestFile(workspace.stateFile, recorded({ ...stranger, startMark: 'some-boot:123' }));
  const port = await freePort();
  const emulator = await ensureEmulator({ workspaceRoot: workspace.root, port, env: workspace.env });
  expect(emulator).toMatchObject({ started: true });
  expect(emulator.pid).not.toBe(stranger.pid);
  expect(await isAlive(stranger)).toBe(true);
});

test('our own process that ignores SIGTERM is killed', async () => {
  const child = spawn('sh', ['-c', `trap '' TERM; while :; do sleep 1; done`], {
    detached: true,
    stdio: 'ignore',
  });
  bystanders.push(child);
  await new Promise((done) => setTimeout(done, 100));
  const identity = await identifyProcess(child.pid ?? 0);
  if (!identity) throw new Error('sh did not start');
  writeTestFile(workspace.stateFile, recorded(identity));

  expect(await stopEmulator({ workspaceRoot: workspace.root, graceMs: 200 })).toMatchObject({
    stopped: true,
  });
  expect(await isAlive(identity)).toBe(false);
});

test('a start whose caller died half-way is ended, and its lock is taken over', async () => {
  const orphan = await bystander();
  const lock = join(dirname(workspace.stateFile), 'emulator.lock');
  writeTestFile(lock, { pid: process.pid, startMark: 'a process of long ago', started: orphan });

  expect(await stopEmulator({ workspaceRoot: workspace.root })).toEqual({ stopped: false });
  expect(await isAlive(orphan)).toBe(false);
  expect(existsSync(lock)).toBe(false);
});

test('a broken state file counts as missing', async () => {
  writeTestFile(workspace.stateFile, 'not a state');
  expect(await stopEmulator({ workspaceRoot: workspace.root })).toEqual({ stopped: false });
  expect(existsSync(workspace.stateFile)).toBe(false);
});
