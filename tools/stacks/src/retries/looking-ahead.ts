import { AsyncLocalStorage } from 'node:async_hooks';

const lookingAhead = new AsyncLocalStorage<true>();

/**
 * Makes calls that a run can do without: the run continues if they are not answered. Each is tried twice, and takes
 * nothing from the retry budget of the run, whichever client makes it.
 *
 * @returns what `look` returns
 */
export function lookAhead<T>(look: () => T): T {
  return lookingAhead.run(true, look);
}

/** Whether the present call is one of those. */
export function isLookingAhead(): boolean {
  return lookingAhead.getStore() ?? false;
}
