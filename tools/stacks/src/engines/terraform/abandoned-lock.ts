import { type StackName, type StatePlace } from '../engine-state';
import { type LeftBehind, leftBehind } from './apply-files';
import { type LockingCall, lockingCalls } from './locking-calls';
import { isLockOfEnded, isLockOfKilled, type StateLock } from './state-lock';

/** How the owner of a lock ended without giving the lock back. */
export type Abandoned = 'killed' | 'finished';

/**
 * How the owner of a state lock ended, if it is proven that a command in the stack's working directory took the lock
 * and that its process has ended. Undefined for every other lock: somebody may hold it.
 *
 * @param directory the stack's working directory
 * @param left what was found there of the last apply, before another one was started. @default what is there now
 */
export async function abandonedLock(
  directory: string,
  lock: StateLock,
  left?: LeftBehind,
): Promise<Abandoned | undefined> {
  const applies = [...(left ? [left] : []), await leftBehind(directory)];
  const [by] = [
    ...applies.flatMap((apply) => byApply(lock, apply) ?? []),
    ...(await lockingCalls(directory)).flatMap((call) => byCall(lock, call) ?? []),
  ];
  return by;
}

/** Whether the lock on the state of a stack is abandoned. */
export async function isAbandoned(place: StatePlace, stack: StackName, lock: StateLock): Promise<boolean> {
  return (await abandonedLock(await stackDirectory(place, stack), lock)) !== undefined;
}

/** Absolute path of the working directory of a stack in a place. */
export async function stackDirectory(place: StatePlace, instance: StackName): Promise<string> {
  const { workingDirectory } = await import('./working-directory.js');
  return workingDirectory({ ...place, instance }, true);
}

function byApply(lock: StateLock, left: LeftBehind): Abandoned | undefined {
  if (left.state === 'killed')
    return isLockOfKilled(lock, Date.parse(left.apply.startedAt)) ? 'killed' : undefined;
  if (left.state !== 'ended') return undefined;
  return isLockOfEnded(lock, Date.parse(left.apply.startedAt), left.endedAt) ? 'finished' : undefined;
}

function byCall(lock: StateLock, call: LockingCall): Abandoned | undefined {
  if (call.state === 'at-work') return undefined;
  const how = call.state === 'killed' ? 'killed' : 'finished';
  if (call.lock !== undefined) return call.lock === lock.id ? how : undefined;
  if (call.endedAt !== undefined) return isLockOfEnded(lock, call.startedAt, call.endedAt) ? how : undefined;
  // Nobody knows when the call ended, so that the operation must match, too.
  return lock.operation === call.operation && isLockOfKilled(lock, call.startedAt) ? how : undefined;
}
