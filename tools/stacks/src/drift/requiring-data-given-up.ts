import { Refusal, shellQuoted } from '@bulkhead/errors';
import { type ResourceDrift } from '../engines/engine';
import { heldBy } from '@bulkhead/policy/stateful-types';
import { type StackInstance } from '../workspace/stack-instance';

/**
 * Checks that nothing is made anew of which the content is gone and was not given up: an empty database in the place of
 * one that somebody deleted looks as if all were well.
 *
 * @param allowed resources that were named with `--allowDestroy`
 * @throws Refusal `StatefulDeleted`, naming each resource and the option that allows it
 */
export function requireDataGivenUp(
  { id }: StackInstance,
  drifted: readonly ResourceDrift[],
  allowed: readonly string[],
): void {
  const lost = drifted.filter(
    ({ kind, type, resource }) =>
      kind === 'deleted' && heldBy(type) !== undefined && !allowed.includes(resource),
  );
  if (lost.length === 0) return;
  const names = [...allowed, ...lost.map(({ resource }) => resource)];
  throw new Refusal(
    'StatefulDeleted',
    [
      `Of ${id} somebody deleted what cannot be made again, and an empty one would stand in its place:`,
      ...lost.map(({ resource, type }) => `  ${resource} (${type}: ${heldBy(type)})`),
    ].join('\n'),
    {
      next: `restore it from a backup under the name that it had; if what it held is given up, add --allowDestroy=${shellQuoted(names.join(','))}`,
    },
  );
}
