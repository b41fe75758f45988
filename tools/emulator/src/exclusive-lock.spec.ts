import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BulkheadError } from '@bulkhead/errors';
import { emulatorLocked } from './emulator-locked';
import { withLock } from './exclusive-lock';

let directory: string;
let path: string;
const busy = () => new BulkheadError('Busy', 'Somebody is at work.');

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'bulkhead-lock-test-'));
  path = join(directory, 'lock');
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

test('only one of many callers works at a time, also after the lock of a dead holder is taken over', async () => {
  writeFileSync(path, JSON.stringify({ pid: process.pid, startMark: 'a process of long ago' }));
  let inside = 0;
  let most = 0;
  const caller = () =>
    withLock(path, { waitMs: 10_000, busy }, async () => {
      most = Math.max(most, ++inside);
      await sleep(5);
      inside--;
    });

  await Promise.all(Array.from({ length: 8 }, caller));

  expect(most).toBe(1);
  expect(existsSync(path)).toBe(false);
});

test('the lock is released when the work fails', async () => {
  await expect(withLock(path, { waitMs: 0, busy }, () => Promise.reject(new Error('no')))).rejects.toThrow(
    'no',
  );
  expect(existsSync(path)).toBe(false);
});

test('a caller waits for a live holder, and then names it', async () => {
  await withLock(path, { waitMs: 0, busy }, async () => {
    await expect(
      withLock(path, { waitMs: 100, busy: emulatorLocked(path, 100) }, async () => undefined),
    ).rejects.toMatchObject({
      code: 'EmulatorLocked',
      message: expect.stringContaining(`Process ${process.pid}`),
    });
  });
});

test('a waiting caller is notified once, and stops waiting when it is aborted', async () => {
  const told: (number | undefined)[] = [];
  await withLock(path, { waitMs: 0, busy }, async () => {
    const options = { waitMs: 60_000, busy, onWait: (pid?: number) => told.push(pid) };
    const controller = new AbortController();
    const reason = busy();
    setTimeout(() => controller.abort(reason), 150);
    await expect(
      withLock(path, { ...options, signal: controller.signal }, async () => undefined),
    ).rejects.toBe(reason);
  });

  expect(told).toEqual([process.pid]);
});
