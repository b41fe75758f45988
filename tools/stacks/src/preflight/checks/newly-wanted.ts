import type { PolicyResource } from '@bulkhead/policy';
import { type PlannedStack } from '../planned-stack';

/** Something that stacks want of AWS, with the stacks that want it. */
export interface Wanted<T> {
  readonly what: T;
  readonly stacks: readonly string[];
}

/**
 * What new resources of some types would need, each once.
 *
 * @param whatOf what a resource needs; nothing if that is not known, or does not matter
 * @param valueOf the value by which a standing stack is known to have it already, so that AWS need not offer it to new
 * ones
 */
export async function newlyWanted<T>(
  stacks: readonly PlannedStack[],
  types: readonly string[],
  whatOf: (resource: PolicyResource, stack: PlannedStack) => T | undefined,
  valueOf: (what: T) => string,
): Promise<Wanted<T>[]> {
  const found = new Map<string, { what: T; stacks: Set<string> }>();
  for (const stack of stacks) {
    for (const resource of stack.resources.filter(({ type }) => types.includes(type))) {
      const what = whatOf(resource, stack);
      if (what === undefined || (await stack.standing()).has(valueOf(what))) continue;
      const key = JSON.stringify(what);
      const entry = found.get(key) ?? { what, stacks: new Set<string>() };
      entry.stacks.add(stack.instance.id);
      found.set(key, entry);
    }
  }
  return [...found.values()].map(({ what, stacks: ids }) => ({ what, stacks: [...ids] }));
}
