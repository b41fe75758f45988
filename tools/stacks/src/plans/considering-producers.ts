import { producersOf, type StackInstance } from '../workspace/stack-instance';
import { whyDeferred } from './awaited-values';
import { type StackDiff } from './diff-schema';

/**
 * The stacks of a diff in the light of each other. One whose producer would be deployed before it may find other
 * values than it was compared with; one that does not like a value which is about to be produced anew is deferred, not
 * refused.
 */
export function consideringProducers(
  stacks: ReadonlyMap<StackInstance, StackDiff>,
  instances: readonly StackInstance[],
): Map<StackInstance, StackDiff> {
  const moves = (producer: StackInstance) =>
    ['planned', 'deferred'].includes(stacks.get(producer)?.outcome ?? '');
  return new Map(
    [...stacks].map(([instance, stack]) => {
      const moving = producersOf(instance, instances)
        .filter(moves)
        .map(({ id }) => id);
      return [instance, considering(stack, moving)];
    }),
  );
}

function considering(stack: StackDiff, moving: readonly string[]): StackDiff {
  const { outcome, awaits } = stack;
  if (
    outcome === 'refused' &&
    awaits.length > 0 &&
    awaits.every(({ publisher }) => moving.includes(publisher))
  )
    return { ...stack, outcome: 'deferred', reason: whyDeferred(awaits) };
  return outcome === 'planned' || outcome === 'unchanged' ? { ...stack, mayChangeWith: [...moving] } : stack;
}
