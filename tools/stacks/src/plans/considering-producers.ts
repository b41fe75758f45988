import { producersOf, type StackInstance } from '../workspace/stack-instance';
import { whyDeferred } from './awaited-values';
import { type StackDiff } from './diff-schema';

/**
 * The stacks of a diff after considering their producers. If the producer of a stack would be deployed before it, the
 * stack may find other values than those of the comparison. A stack that refuses a value is deferred, not refused, if
 * the value is about to be produced again.
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
