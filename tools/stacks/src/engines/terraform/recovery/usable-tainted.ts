import { heldBy } from '@bulkhead/policy/stateful-types';
import { adoptionRules } from './adoption-rules';
import { halfCreated } from './half-created';
import { type PlannedResource } from './import-folder';
import { type Journal } from './journal';

/**
 * Status of an object that will never work, or is being deleted.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/accessing-monitoring.html
 */
const lostStatus = /fail|incompatible|inaccessible|delet|reject|expired|error/i;

/**
 * The provider's message if AWS gave up: `unexpected state 'failed', wanted target 'available'`. The message about a
 * refused read is different.
 * https://github.com/hashicorp/terraform-plugin-sdk/blob/main/helper/retry/error.go
 */
const gaveUp = /unexpected state '[^']*'/;

/** The provider's last step is to read the created object: if only this step failed, the object is complete. */
const onlyUnread = /^reading /;

/** Existing resources that Terraform would replace only because their creation was not finished. */
export interface UsableTainted {
  /** Resources that can be kept. */
  readonly usable: readonly PlannedResource[];
  /** Resources that will not work, or may not work; each with the reason. */
  readonly unusable: readonly (readonly [PlannedResource, string])[];
}

/**
 * Terraform taints a resource whose creation was interrupted or failed, and replaces it the next time. But the resource
 * may be complete, if only its read failed, or may already hold data. Keeps each existing resource that is not known to
 * be useless; the next deploy changes its missing parts in place.
 *
 * @param resources of a plan, which has checked that they exist
 * @param guarded resources, as `<type>.<name>`, that have `prevent_destroy` in the code
 */
export function usableTainted(
  resources: readonly PlannedResource[],
  guarded: ReadonlySet<string>,
  { failures }: Pick<Journal, 'failures'>,
): UsableTainted {
  const tainted = resources.filter(({ action_reason: reason }) => reason === 'replace_because_tainted');
  const judged = tainted.map((resource) => {
    const { type, name, address } = resource;
    const isKept = heldBy(type) !== undefined || guarded.has(`${type}.${name}`);
    return [resource, whyUnusable(resource, isKept, failures.get(address) ?? '')] as const;
  });
  return {
    usable: judged.flatMap(([resource, reason]) => (reason === undefined ? [resource] : [])),
    unusable: judged.flatMap(([resource, reason]) =>
      reason === undefined ? [] : [[resource, reason] as const],
    ),
  };
}

/** Why a resource cannot be kept. A resource that holds data is kept, unless AWS itself says that it is lost. */
function whyUnusable(
  { type, change }: PlannedResource,
  isKept: boolean,
  failure: string,
): string | undefined {
  const object = change.before ?? {};
  const status = ['status', 'state'].map((name) => object[name]).find((value) => typeof value === 'string');
  if (lostStatus.test(String(status ?? ''))) return `was left ${String(status)}`;
  if (isKept) return undefined;
  const given = gaveUp.exec(failure);
  if (given) return `was left in ${given[0]}`;
  if (!(type in adoptionRules)) return 'has a type without an adoption rule';
  const half = halfCreated[type];
  const isWhole = !half || onlyUnread.test(failure) || half.isWhole?.(object);
  return !isWhole ? `may not be whole: ${half.reason}` : undefined;
}
