import { attributeChanges } from '../attribute-changes';
import { type AttributePath } from '../json-values';
import { type ResourceChange } from '../resource-change';
import { heldBy } from '@bulkhead/policy/stateful-types';

/**
 * The parts of `terraform show -json` that the tool reads.
 * https://developer.hashicorp.com/terraform/internals/json-format
 */
export interface TerraformPlan {
  readonly resource_changes?: readonly PlannedChange[];
}

interface PlannedChange {
  readonly address: string;
  /** The address in the state, if a `moved` block of the configuration starts there. */
  readonly previous_address?: string;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before?: unknown;
    readonly after?: unknown;
    readonly after_unknown?: unknown;
    readonly before_sensitive?: unknown;
    readonly after_sensitive?: unknown;
    readonly replace_paths?: readonly AttributePath[];
  };
}

/**
 * The changes of a plan, by resource.
 *
 * @param guarded resources, as `<type>.<name>`, that have `prevent_destroy` in the code
 */
export function changesOf(
  { resource_changes: planned = [] }: TerraformPlan,
  guarded: ReadonlySet<string> = new Set(),
): ResourceChange[] {
  return planned.flatMap(({ address, previous_address: movedFrom, mode, type, name, change }) => {
    const action = mode === 'managed' ? actionOf(change.actions) : undefined;
    if (!action) return [];
    const { before, after, after_unknown: unknown } = change;
    return [
      {
        action,
        resource: address,
        type,
        stateful: heldBy(type) !== undefined || guarded.has(`${type}.${name}`),
        ...(movedFrom !== undefined && { movedFrom }),
        attributes: attributeChanges(
          {
            before,
            after,
            unknown,
            beforeSensitive: change.before_sensitive,
            afterSensitive: change.after_sensitive,
          },
          action === 'replace' ? change.replace_paths : [],
        ),
      },
    ];
  });
}

/** A replacement is a `create` and a `delete`, in either order; `no-op` and `read` touch nothing. */
function actionOf(actions: readonly string[]): ResourceChange['action'] | undefined {
  if (actions.includes('create')) return actions.includes('delete') ? 'replace' : 'add';
  if (actions.includes('delete')) return 'destroy';
  if (actions.includes('forget')) return 'forget';
  return actions.includes('update') ? 'change' : undefined;
}
