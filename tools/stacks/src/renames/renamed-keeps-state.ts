import { Refusal, shellQuoted } from '@bulkhead/errors';
import { losesState, type ResourceChange } from '../engines/resource-change';
import { heldBy } from '@bulkhead/policy/stateful-types';

/**
 * Checks that a renamed stack loses no stateful resource with its old name, in any environment: only the name was meant
 * to change.
 *
 * @param was id of the stack under its former name
 * @param allowed resources that were named with `--allowDestroy`
 * @throws Refusal `RenameReplaces`, naming each resource
 */
export function requireRenamedKeepsState(
  id: string,
  was: string,
  changes: readonly ResourceChange[],
  allowed: readonly string[],
): void {
  const lost = changes.filter((change) => losesState(change) && !allowed.includes(change.resource));
  if (lost.length === 0) return;
  const lines = lost.map(
    ({ action, resource, type }) =>
      `  ${action} ${resource} (${type}: ${heldBy(type) ?? 'guarded by the code'})`,
  );
  throw new Refusal(
    'RenameReplaces',
    [`${id} was ${was}, and would lose stateful resources with its former name:`, ...lines].join('\n'),
    {
      next: `keep their names and addresses in the code; or, if that is what you want, add --allowDestroy=${shellQuoted([...allowed, ...lost.map(({ resource }) => resource)].join(','))}`,
    },
  );
}
