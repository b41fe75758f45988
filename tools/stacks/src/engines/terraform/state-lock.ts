import { hostname, userInfo } from 'node:os';
import { Refusal, shellWord, visibleText } from '@bulkhead/errors';
import { z } from 'zod';
import { kindOfText } from '../../retries/failure-kind';
import { type Diagnostic } from './terraform-message';

/** Stands for an unknown field of a lock. */
export const untold = 'unknown';

/** The data of a lock that somebody holds on a state. */
export interface StateLock {
  readonly id: string;
  /** `ada@laptop` */
  readonly who: string;
  /** `2026-11-22 13:28:58.149 +0000 UTC` */
  readonly created: string;
  /** `OperationTypeApply` */
  readonly operation: string;
}

/** Somebody else has the lock on the state. */
export class StateLockedError extends Refusal {
  constructor(
    readonly lock: StateLock,
    subject: string,
    unlock: string,
  ) {
    const { who, created, operation, id } = lock;
    super(
      'StateLocked',
      `The Terraform state of ${subject} is locked by ${visibleText(who)} since ${visibleText(created)} (${visibleText(operation)}).`,
      {
        next: `wait for them; if nobody is deploying it: ${unlock} ${shellWord(id)}`,
      },
    );
  }
}

/** The lock that a Terraform call met; undefined if the call failed for another reason. */
export function lockMet(diagnostics: readonly Diagnostic[]): StateLock | undefined {
  const met = diagnostics.find(
    // If Terraform could not even ask for the lock, perhaps nobody holds it.
    ({ summary, detail = '' }) =>
      summary.includes('acquiring the state lock') && kindOfText(detail) === 'permanent',
  );
  if (!met) return undefined;
  // Each field is on a line of its own; the text before them contains S3's "RequestID: …, HostID: …".
  const field = (name: string) =>
    met.detail?.match(new RegExp(`^\\s*${name}:[ \\t]+(.+)$`, 'm'))?.[1]?.trim() ?? untold;
  return { id: field('ID'), who: field('Who'), created: field('Created'), operation: field('Operation') };
}

const lockText = z
  .object({ ID: z.string(), Operation: z.string(), Who: z.string(), Created: z.string() })
  .partial();

/**
 * Reads the lock file beside a state.
 * https://github.com/hashicorp/terraform/blob/v1.11.4/internal/states/statemgr/locker.go
 */
export function lockIn(text: string): StateLock {
  const { ID, Operation, Who, Created } = lockText.catch({}).parse(parsed(text));
  return { id: ID ?? untold, operation: Operation ?? untold, who: Who ?? untold, created: Created ?? untold };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Terraform first takes the lock, but may have to wait for another one. */
const lockedWithinMs = 60_000;

/**
 * Whether a lock was taken by a Terraform of this machine's user that was killed since.
 *
 * @param startedAt ms since the epoch
 */
export function isLockOfKilled(lock: StateLock, startedAt: number): boolean {
  const age = createdAt(lock) - startedAt;
  // The file with the start time is written a moment after the start.
  return isOfThisUser(lock) && age > -5_000 && age < lockedWithinMs;
}

/**
 * Whether a lock was taken by a Terraform of this machine's user that has ended since by itself. Such a Terraform
 * leaves its lock if the answer that gives it the lock is lost: it asks again, and is told that there is a lock.
 *
 * @param startedAt ms since the epoch, as is `endedAt`
 */
export function isLockOfEnded(lock: StateLock, startedAt: number, endedAt: number): boolean {
  const created = createdAt(lock);
  return isOfThisUser(lock) && created >= startedAt && created <= endedAt;
}

function isOfThisUser({ who }: StateLock): boolean {
  return who === `${userInfo().username}@${hostname()}`;
}

/** In ms since the epoch; NaN if Terraform does not tell. */
function createdAt({ created }: StateLock): number {
  return Date.parse(created.replace(/ \+0000 UTC$/, 'Z').replace(' ', 'T'));
}
