import { visibleText } from '@bulkhead/errors';
import { randomUUID } from 'node:crypto';
import { readFile, readlink } from 'node:fs/promises';
import { hostname, userInfo } from 'node:os';
import { identifyProcess, isAlive } from '@bulkhead/emulator';
import { z } from 'zod';

const lockHolder = z.object({
  /** Version of this shape. */
  version: z.literal(1),
  /** A new id for every time that a lock is taken. */
  id: z.string(),
  /** For people: `ada@laptop`. */
  by: z.string(),
  verb: z.string(),
  /** The machine or namespace in which `pid` is valid. */
  pidSpace: z.string(),
  pid: z.number(),
  /** When the process started, as the operating system says it: pids are used again. */
  startMark: z.string(),
  /** When the lock was taken, ISO 8601 in UTC. */
  since: z.string(),
  /** When its holder last said that it is still at work, ISO 8601 in UTC. */
  renewedAt: z.string(),
});

/** The process that deploys or destroys a stack, where it runs, and since when. */
export type LockHolder = z.infer<typeof lockHolder>;

/** If this machine cannot look at a holder, the holder counts as dead after this long without a renewal. */
export const expiryMs = 180_000;

/** This process as the holder of a lock. */
export async function thisHolder(verb: string): Promise<LockHolder> {
  const now = new Date().toISOString();
  const identity = await identifyProcess(process.pid);
  return {
    version: 1,
    id: randomUUID(),
    by: `${userInfo().username}@${hostname()}`,
    verb,
    pidSpace: await pidSpace(),
    pid: process.pid,
    startMark: identity?.startMark ?? '',
    since: now,
    renewedAt: now,
  };
}

/**
 * Whether a holder is still at work. For a holder in this process's pid space, the operating system knows. For any
 * other holder, its renewals tell.
 */
export async function isAtWork(holder: LockHolder, now = Date.now()): Promise<boolean> {
  if (holder.pidSpace === (await pidSpace()) && holder.startMark !== '') return isAlive(holder);
  return now - Date.parse(holder.renewedAt) < expiryMs;
}

/** Parses a holder. Undefined for a text that is none. */
export function parseHolder(text: string): LockHolder | undefined {
  try {
    return lockHolder.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** For messages: `ada@laptop (process 4711) since 2026-11-24T09:00:00.000Z`. */
export function describeHolder({ by, pid, since }: LockHolder): string {
  return `${visibleText(by)} (process ${pid}) since ${visibleText(since)}`;
}

/** Two containers of one machine can have the same host name and the same pids, but not the same namespace. */
async function pidSpace(): Promise<string> {
  const [boot, namespace] = await Promise.all([
    readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => ''),
    readlink('/proc/self/ns/pid').catch(() => ''),
  ]);
  return [hostname(), boot.trim(), namespace].join(' ');
}
