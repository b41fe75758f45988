import { Refusal, visibleText } from '@bulkhead/errors';
import { stackId } from '@bulkhead/stack/stack-id';
import { type FoundState, type StackName, type StatePlace } from '../engine-state';
import { stateFileVersions } from './state-file-versions';
import { type StateLock, untold } from './state-lock';
import { stateObjectVersions } from './state-object-versions';

/** A version of a state. */
export interface StateVersion {
  /** Its identifier: the version of an object, or the name of a file. */
  readonly id: string;
  /** Time of the write, ISO 8601 in UTC. */
  readonly at: string;
  readonly found: FoundState;
  /** The written text; empty if the state was deleted. */
  readonly text: string;
}

/** Reads the versions of states, and replaces the present state. No version is ever removed. */
export interface StateVersions {
  /** Every version of the state of a stack, the newest first. */
  list(place: StatePlace, stack: StackName): Promise<StateVersion[]>;
  /**
   * Replaces the state by a text, while no Terraform has the lock on the state. The old state stays as a version.
   *
   * @throws Refusal `StateLocked`, `StateNotVersioned`
   */
  write(place: StatePlace, stack: StackName, text: string): Promise<void>;
  /**
   * Works with the state of a stack while no Terraform has the lock on it.
   *
   * @throws Refusal `StateLocked`
   */
  whileUnlocked<T>(place: StatePlace, stack: StackName, work: () => Promise<T>): Promise<T>;
}

/** The versions of states in the environment's bucket or on this machine. */
export const stateVersions: StateVersions = {
  list: (place, stack) => versionsIn(place).list(place, stack),
  write: (place, stack, text) => versionsIn(place).write(place, stack, text),
  whileUnlocked: (place, stack, work) => versionsIn(place).whileUnlocked(place, stack, work),
};

function versionsIn({ environment }: StatePlace): StateVersions {
  return environment.terraformState.type === 'local' ? stateFileVersions : stateObjectVersions;
}

/**
 * The error for a state that somebody's Terraform has locked.
 *
 * @param unlock command that removes the lock
 */
export function lockedState(
  { app, stack, role }: StackName,
  { who, created }: StateLock,
  unlock: string,
): Refusal {
  const by = who === untold ? 'somebody' : visibleText(who);
  const since = created === untold ? '' : ` since ${visibleText(created)}`;
  return new Refusal(
    'StateLocked',
    `The Terraform state of ${stackId({ app, stack, role })} is locked by ${by}${since}.`,
    { next: `wait for them; if nobody is at work on it: ${unlock}` },
  );
}
