import { describeError, Refusal } from '@bulkhead/errors';
import { type StackInstance } from '../workspace/stack-instance';
import { type Run } from './run';
import { resultOf, type StackResult } from './stack-result';

/** When a stack's turn came in a run, and what came of those before it. */
export interface Turn {
  /** As `performance.now()` had it, in ms. */
  readonly startedAt: number;
  /** Stacks that had to end well before this one and did not. @default none */
  readonly failedBefore?: readonly StackInstance[];
  /** Why the stack is left alone then, in words. @default nothing can come before it */
  readonly skipped?: (names: string) => string;
}

/**
 * The result of a stack whose turn it is. Nothing is begun once the run was interrupted, nor where a stack before it did
 * not end well. What `work` throws is how it ended: `refused` where nothing was touched, else `failed`.
 */
export async function visitStack(
  { interrupted }: Pick<Run, 'interrupted'>,
  instance: StackInstance,
  { startedAt, failedBefore = [], skipped = String }: Turn,
  work: () => Promise<StackResult>,
): Promise<StackResult> {
  if (interrupted.aborted) return resultOf(instance, 'skipped', 'the run was interrupted', startedAt);
  if (failedBefore.length > 0) {
    const names = failedBefore.map(({ id }) => id).join(', ');
    return resultOf(instance, 'skipped', skipped(names), startedAt);
  }
  try {
    return await work();
  } catch (error) {
    const outcome = error instanceof Refusal ? 'refused' : 'failed';
    return resultOf(instance, outcome, describeError(error), startedAt);
  }
}
