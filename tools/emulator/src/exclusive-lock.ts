import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { type BulkheadError } from '@bulkhead/errors';
import { identifyProcess, isAlive, type ProcessIdentity } from './process-identity';
import { writeAtomically } from './write-atomically';

const POLL_MS = 50;
/**
 * A lock file is written within milliseconds of its creation. A file that is still unreadable after this time is a
 * leftover.
 */
const WRITE_MS = 5_000;
/** Taking over a dead holder's lock may include ending the process that the holder started. */
const BREAK_MS = 60_000;

interface LockContent extends ProcessIdentity {
  /** A process that the holder started. The next holder has to end it if this holder is dead. */
  readonly started?: ProcessIdentity;
}

/** The means of a holder while it has the lock. */
export interface HeldLock {
  /** Records a process that the next holder ends if this holder dies before it releases the lock. */
  entrust(started: ProcessIdentity): Promise<void>;
}

export interface LockOptions {
  /** How long to wait for another holder, in milliseconds. */
  readonly waitMs: number;
  /** The error if a live holder keeps the lock for longer. `pid` is undefined if it cannot be read. */
  readonly busy: (pid: number | undefined) => BulkheadError;
  /** Called once if another live holder has the lock. @default no call */
  readonly onWait?: (pid: number | undefined) => void;
  /** Aborts the wait, and rejects with the signal's reason. @default the wait is not aborted */
  readonly signal?: AbortSignal;
  /** Ends a process that a dead holder started. @default no process is ended */
  readonly onAbandoned?: (started: ProcessIdentity) => Promise<void>;
}

/**
 * Runs `work` while holding the lock file `path`, and returns its result. There is one holder at a time, across
 * processes and within this one. The lock of a dead process is taken over.
 *
 * Throws the error of `busy` if a live holder keeps the lock for longer than `waitMs`.
 */
export async function withLock<T>(
  path: string,
  options: LockOptions,
  work: (lock: HeldLock) => Promise<T>,
): Promise<T> {
  const self = await identifyProcess(process.pid);
  const content: LockContent = self ?? { pid: process.pid, startMark: '' };
  await acquire(path, content, options);
  try {
    return await work({
      entrust: async (started) => writeAtomically(path, JSON.stringify({ ...content, started })),
    });
  } finally {
    await rm(path, { force: true });
  }
}

async function acquire(path: string, content: LockContent, options: LockOptions): Promise<void> {
  const end = Date.now() + options.waitMs;
  let told = false;
  while (!(await create(path, JSON.stringify(content)))) {
    if (await breakStale(path, options)) continue;
    if (Date.now() >= end) throw options.busy((await readLock(path))?.pid);
    if (!told) options.onWait?.((await readLock(path))?.pid);
    told = true;
    options.signal?.throwIfAborted();
    await sleep(POLL_MS);
  }
}

async function create(path: string, text: string): Promise<boolean> {
  try {
    await writeFile(path, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Removes the lock if its holder is dead, and returns whether the file is gone. This happens under a second lock: if
 * two waiters saw the dead holder, the slower one would otherwise remove the lock that the faster one has just taken.
 */
async function breakStale(path: string, options: LockOptions): Promise<boolean> {
  if (!(await isStale(path))) return false;
  const breaker = `${path}.break`;
  if (!(await create(breaker, String(process.pid)))) {
    if (await isOlderThan(breaker, BREAK_MS)) await rm(breaker, { force: true });
    return false;
  }
  try {
    if (!(await isStale(path))) return false;
    const abandoned = (await readLock(path))?.started;
    if (abandoned) await options.onAbandoned?.(abandoned);
    await rm(path, { force: true });
    return true;
  } finally {
    await rm(breaker, { force: true });
  }
}

async function isStale(path: string): Promise<boolean> {
  const content = await readLock(path);
  if (content === undefined) return isOlderThan(path, WRITE_MS);
  return !(await isAlive(content));
}

async function readLock(path: string): Promise<LockContent | undefined> {
  try {
    const content = JSON.parse(await readFile(path, 'utf8')) as LockContent;
    return typeof content?.pid === 'number' ? content : undefined;
  } catch {
    return undefined;
  }
}

async function isOlderThan(path: string, ms: number): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && Date.now() - found.mtimeMs > ms;
}
