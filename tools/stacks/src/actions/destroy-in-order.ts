import { type ResourceCounts } from '../engines/engine';
import { type StackLocks } from '../locks/stack-locks';
import { forgetEmptyRegions } from '../records/deployed-regions';
import { announce } from '../run/output';
import { type Run } from '../run/run';
import { isGood, resultOf, type StackResult } from '../run/stack-result';
import { visitStack } from '../run/visit-stack';
import { type StackInstance } from '../workspace/stack-instance';
import { walk } from '../workspace/walk';

/** What the destruction of several stacks shares, whether the configuration has the stacks or not. */
export interface Destruction<Doomed> {
  readonly run: Run;
  readonly locks: StackLocks;
  readonly instanceOf: (doomed: Doomed) => StackInstance;
  /** What is done to each stack, in words, such as `destroying`. */
  readonly doing: string;
  /**
   * Destroys one stack while its lock is held. Returns what the engine touched.
   *
   * @throws why the stack cannot be destroyed
   */
  readonly work: (doomed: Doomed) => (lockLost: AbortSignal) => Promise<ResourceCounts>;
  /**
   * Whether `work` refuses a stack at once, whatever stands before it. Then `work` gives the reason. @default it does
   * not
   */
  readonly isRefused?: (doomed: Doomed) => boolean;
  /** What to say of a destroyed stack, after the number of its resources. @default nothing */
  readonly remark?: (doomed: Doomed) => Promise<string>;
  /** Called with each stack that no longer stands. */
  readonly gone: (doomed: Doomed) => void;
}

/**
 * Destroys stacks, consumers first. If a stack fails, the stacks that it consumes from stay. A region in which nothing
 * is left is no longer noted as one to look at.
 *
 * @param order for each stack, the stacks that have to be gone before it
 * @returns results in the order in which the stacks ended
 */
export async function destroyInOrder<Doomed>(
  { run, locks, instanceOf, doing, work, isRefused, remark, gone }: Destruction<Doomed>,
  order: ReadonlyMap<Doomed, readonly Doomed[]>,
): Promise<StackResult[]> {
  announce(
    run.output,
    new Map([...order].map(([doomed, before]) => [instanceOf(doomed), before.map(instanceOf)])),
  );
  const results: StackResult[] = [];
  await walk(order, run.parallel, async (doomed, before) => {
    const instance = instanceOf(doomed);
    const startedAt = performance.now();
    const failedBefore = isRefused?.(doomed) ? [] : before.map(instanceOf);
    const skipped = (names: string) => `${names} still stands`;
    const result = await visitStack(run, instance, { startedAt, failedBefore, skipped }, async () => {
      const destroy = work(doomed);
      run.output.event({ type: 'started', instance, doing });
      const resources = await locks.holding(instance, destroy);
      const outcome = resources.destroyed > 0 ? 'destroyed' : 'unchanged';
      const reason = `${resources.destroyed} resources${(await remark?.(doomed)) ?? ''}`;
      return resultOf(instance, outcome, reason, startedAt, resources);
    });
    results.push(result);
    if (isGood(result)) gone(doomed);
    run.output.event({ type: 'finished', instance, result });
    return isGood(result);
  });
  const regions = results.filter(isGood).map(({ region }) => region);
  // If that cannot be noted, the next run looks there once more.
  await forgetEmptyRegions(run.environment.name, regions).catch(() => undefined);
  return results;
}
