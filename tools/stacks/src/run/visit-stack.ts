import { describeError, Refusal } from '@bulkhead/errors';
import { type StackInstance } from '../workspace/stack-instance';
import { type Run } from './run';
import { resultOf, type StackResult } from './stack-result';

/** The start of a stack's turn in a run, and the results of the stacks before it. */
export interface Turn {
  /** In ms, from `performance.now()`. */
  readonly startedAt: number;
  /** Stacks before this one that had to end well and did not. @default none */
  readonly failedBefore?: readonly StackInstance[];
  /** Why the stack is then left alone, in words. @default nothing can come before it */
  readonly skipped?: (names: string) => string;
}

/**
 * The result of a stack whose turn it is. Nothing is begun after an interruption of the run, or after a failed stack
 * before it. The error of `work` decides the outcome: `refused` if nothing was touched, else `failed`.
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
