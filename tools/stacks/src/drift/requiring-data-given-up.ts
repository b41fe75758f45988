import { Refusal, shellQuoted } from '@bulkhead/errors';
import { type ResourceDrift } from '../engines/engine';
import { heldBy } from '@bulkhead/policy/stateful-types';
import { type StackInstance } from '../workspace/stack-instance';

/**
 * Checks that no deleted resource with data is created again, unless its data was given up: an empty database in the
 * place of a deleted one looks as if all were well.
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
      `Somebody deleted resources of ${id} whose data cannot be made again. Empty ones would take their place:`,
      ...lost.map(({ resource, type }) => `  ${resource} (${type}: ${heldBy(type)})`),
    ].join('\n'),
    {
      next: `restore it from a backup under its former name; if its data is given up, add --allowDestroy=${shellQuoted(names.join(','))}`,
    },
  );
}
