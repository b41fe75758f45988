import { type PolicyStack } from './model/policy-stack';
import { statefulTypes } from './stateful-types';
import { statelessTypes } from './stateless-types';

/** A type for which nobody has decided whether a replacement loses something. */
export interface UndecidedType {
  /** CloudFormation's name. */
  readonly type: string;
  /** Ids of the stacks that have it. */
  readonly stacks: readonly string[];
}

/** The types in some stacks that are in neither list, stateful or stateless. */
export function undecidedTypes(stacks: readonly PolicyStack[]): UndecidedType[] {
  const found = new Map<string, Set<string>>();
  for (const { id, resources } of stacks) {
    for (const { type } of resources) {
      if (type in statefulTypes || statelessTypes.has(type)) continue;
      found.set(type, (found.get(type) ?? new Set()).add(id));
    }
  }
  return [...found].map(([type, ids]) => ({ type, stacks: [...ids] }));
}
