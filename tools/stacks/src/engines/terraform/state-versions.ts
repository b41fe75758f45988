import { Refusal, visibleText } from '@bulkhead/errors';
import { stackId } from '@bulkhead/stack/stack-id';
import { type FoundState, type StackName, type StatePlace } from '../engine-state';
import { stateFileVersions } from './state-file-versions';
import { type StateLock, untold } from './state-lock';
import { stateObjectVersions } from './state-object-versions';

/** A state as it was kept at some time. */
export interface StateVersion {
  /** What it is asked for by: the version of an object, the name of a file. */
  readonly id: string;
  /** When it was written, ISO 8601 in UTC. */
  readonly at: string;
  readonly found: FoundState;
  /** What was written; empty where the state was deleted. */
  readonly text: string;
}

/** Where the versions of states are, and how one is put in the place of the last. None is ever removed. */
export interface StateVersions {
  /** Every version of the state of a stack, the newest first. */
  list(place: StatePlace, stack: StackName): Promise<StateVersion[]>;
  /**
   * Puts a text in the place of the state, while nobody's Terraform has the lock on it. What was there stays a version.
   *
   * @throws Refusal `StateLocked`, `StateNotVersioned`
   */
  write(place: StatePlace, stack: StackName, text: string): Promise<void>;
  /**
   * Works with the state of a stack while nobody's Terraform has the lock on it.
   *
   * @throws Refusal `StateLocked`
   */
  whileUnlocked<T>(place: StatePlace, stack: StackName, work: () => Promise<T>): Promise<T>;
}

/** The versions of states where the environment keeps them, in a bucket or on this machine. */
export const stateVersions: StateVersions = {
  list: (place, stack) => versionsIn(place).list(place, stack),
  write: (place, stack, text) => versionsIn(place).write(place, stack, text),
  whileUnlocked: (place, stack, work) => versionsIn(place).whileUnlocked(place, stack, work),
};

function versionsIn({ environment }: StatePlace): StateVersions {
  return environment.terraformState.type === 'local' ? stateFileVersions : stateObjectVersions;
}

/**
 * Somebody's Terraform has the lock on a state.
 *
 * @param unlock command that takes the lock away
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
