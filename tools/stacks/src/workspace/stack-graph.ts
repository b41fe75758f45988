import { BulkheadError } from '@bulkhead/errors';
import { predecessorsOf, type StackInstance } from './stack-instance';

/**
 * For each instance of a run, the instances of the same run that have to come before it, directly or through instances
 * that are not in the run.
 *
 * @param selected the instances of the run
 * @param all every instance of the environment
 * @throws BulkheadError `ContractCycle`, naming the instances on it
 */
export function orderOf(
  selected: readonly StackInstance[],
  all: readonly StackInstance[],
): ReadonlyMap<StackInstance, readonly StackInstance[]> {
  const upstream = new Map<StackInstance, ReadonlySet<StackInstance>>();

  const visit = (instance: StackInstance, path: readonly StackInstance[]): ReadonlySet<StackInstance> => {
    const known = upstream.get(instance);
    if (known) return known;
    if (path.includes(instance)) throw contractCycle([...path.slice(path.indexOf(instance)), instance]);
    const found = new Set<StackInstance>();
    for (const before of predecessorsOf(instance, all)) {
      found.add(before);
      for (const further of visit(before, [...path, instance])) found.add(further);
    }
    upstream.set(instance, found);
    return found;
  };

  return new Map(
    selected.map((instance) => {
      const before = visit(instance, []);
      return [instance, selected.filter((other) => before.has(other))];
    }),
  );
}

/** The reverse of `orderOf`: the stacks that have to be destroyed first. */
export function reverseOrder(
  order: ReadonlyMap<StackInstance, readonly StackInstance[]>,
): ReadonlyMap<StackInstance, readonly StackInstance[]> {
  const instances = [...order.keys()];
  return new Map(
    instances.map((instance) => [
      instance,
      instances.filter((other) => order.get(other)?.includes(instance)),
    ]),
  );
}

function contractCycle(cycle: readonly StackInstance[]): BulkheadError {
  const path = cycle.map(({ id }) => id).join(' → ');
  return new BulkheadError('ContractCycle', `Stacks consume each other's contracts in a circle: ${path}`, {
    next: 'split the contract that closes the circle, so that one of the stacks no longer needs the other',
  });
}
