import { type Suppression } from '@bulkhead/stack';
import { stackId } from '@bulkhead/stack/stack-id';
import { type SynthesizedEntry } from '../read-stack';

/** A suppression and its stack. */
export interface StackSuppression extends Suppression {
  /** Id of the stack, such as `network/vpc@primary`. */
  readonly stack: string;
}

/** All suppressions of some synthesized stacks. */
export function suppressionsOf(
  entries: readonly (Pick<SynthesizedEntry, 'app' | 'stack' | 'role'> & {
    readonly suppressions: readonly Suppression[];
  })[],
): StackSuppression[] {
  return entries.flatMap(({ app, stack, role, suppressions }) =>
    suppressions.map((suppression) => ({ ...suppression, stack: stackId({ app, stack, role }) })),
  );
}
