import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { testFolder, writeFiles } from '../../test-folder';
import { lockingCalls, notedLocking } from './locking-calls';

const push = { operation: 'state-push' };
const failing = () => Promise.reject(new Error('the state is locked'));
/** A process that has ended. */
const dead = () => spawnSync('true').pid;

test('a call is noted while it is at work, with its process', async () => {
  const directory = testFolder();
  await notedLocking(directory, { operation: 'recover', lock: '4711' }, async ({ started }) => {
    await started(process.pid);
    expect(await lockingCalls(directory)).toMatchObject([
      { pid: process.pid, operation: 'recover', lock: '4711', state: 'at-work' },
    ]);
  });
});

test('a successful call leaves no note', async () => {
  const directory = testFolder();
  const result = await notedLocking(directory, push, async ({ started, pidFile }) => {
    writeFiles('/', { [pidFile]: '1\n' });
    await started(process.pid);
    return 'done';
  });

  expect(result).toBe('done');
  expect(readdirSync(join(directory, 'locking-calls'))).toEqual([]);
});

test('a failed call has ended, whatever its process does', async () => {
  const directory = testFolder();
  const before = Date.now();
  await expect(notedLocking(directory, push, failing)).rejects.toThrow('the state is locked');
  const [call] = await lockingCalls(directory);

  expect(call).toMatchObject({ operation: 'state-push', state: 'ended' });
  expect(call?.startedAt).toBeGreaterThanOrEqual(before);
  expect(call?.endedAt).toBeLessThanOrEqual(Date.now());
});

/** The note of a tool that is killed in the middle of a call. */
const left = (over: object) => ({
  'locking-calls/1-a.state-push.json': { startMark: 'long ago', startedAt: 1, ...push, ...over },
});

test.each([
  ['is gone', () => left({ pid: dead() }), 'killed'],
  ['is another one by now', () => left({ pid: process.pid }), 'killed'],
  [
    'was only just started, and is gone',
    () => ({ 'locking-calls/1-a.state-push.pid': `${dead()}\n` }),
    'killed',
  ],
  ['was only just started', () => ({ 'locking-calls/1-a.state-push.pid': `${process.pid}\n` }), 'at-work'],
])('the state of a call whose process %s', async (_, files, state) => {
  expect(await lockingCalls(testFolder(files()))).toMatchObject([{ operation: 'state-push', state }]);
});

test.each([
  ['json', '{"pid":1}'],
  ['json', 'cut'],
  ['pid', ''],
])('a note in a .%s with %j is ignored', async (ending, text) => {
  expect(await lockingCalls(testFolder({ [`locking-calls/1-a.state-push.${ending}`]: text }))).toEqual([]);
});

test('only the notes of the latest calls are kept', async () => {
  const directory = testFolder();
  for (let call = 0; call < 25; call++)
    await notedLocking(directory, { operation: `call-${call}` }, failing).catch(() => undefined);
  const calls = await lockingCalls(directory);

  expect(calls).toHaveLength(20);
  expect(calls.map(({ operation }) => operation)).toContain('call-24');
  expect(calls.map(({ operation }) => operation)).not.toContain('call-0');
});
