import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from '@bulkhead/emulator/write-atomically';
import { z } from 'zod';

/** From when to when a call of Terraform was at work that needs the lock on the state; in ms since the epoch. */
const lockingCall = z.object({ startedAt: z.number(), endedAt: z.number() });
export type LockingCall = z.infer<typeof lockingCall>;

const file = 'locking-calls.json';

/** A run makes a handful; and a lock is met by the run after the one that left it. */
const kept = 20;

/**
 * Makes a call of Terraform that needs the lock on the state, other than an apply, and notes in the stack's working
 * directory when one was at work that failed. Where the answer is lost that gives Terraform the lock, it asks again, is
 * told that there is one, and leaves it: a later run knows by this whose it was.
 */
export async function notedLocking<T>(directory: string, call: () => Promise<T>): Promise<T> {
  const startedAt = Date.now();
  try {
    return await call();
  } catch (error) {
    const calls = [...endedLockingCalls(directory), { startedAt, endedAt: Date.now() }];
    writeAtomically(join(directory, file), JSON.stringify(calls.slice(-kept)));
    throw error;
  }
}

/** The calls that were noted in a working directory, the latest last. All have ended: one that was killed is not noted. */
export function endedLockingCalls(directory: string): readonly LockingCall[] {
  try {
    return z.array(lockingCall).parse(JSON.parse(readFileSync(join(directory, file), 'utf8')));
  } catch {
    // Of nothing that can be read no lock is given back.
    return [];
  }
}
