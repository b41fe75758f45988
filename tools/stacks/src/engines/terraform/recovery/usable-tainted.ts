import { heldBy } from '../../stateful-types';
import { adoptionRules } from './adoption-rules';
import { halfCreated } from './half-created';
import { type PlannedResource } from './import-folder';
import { type Journal } from './journal';

/**
 * What the status of an object says where it will never serve, or is about to be gone.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/accessing-monitoring.html
 */
const lostStatus = /fail|incompatible|inaccessible|delet|reject|expired|error/i;

/**
 * How the provider says that AWS gave up: `unexpected state 'failed', wanted target 'available'`. A read that was refused
 * says nothing of the kind.
 * https://github.com/hashicorp/terraform-plugin-sdk/blob/main/helper/retry/error.go
 */
const gaveUp = /unexpected state '[^']*'/;

/** The last thing that the provider does is to read what it has created: by then nothing is missing from it. */
const onlyUnread = /^reading /;

/** Resources that exist and that Terraform would replace for nothing but a creation that did not come to its end. */
export interface UsableTainted {
  /** Can be gone on from. */
  readonly usable: readonly PlannedResource[];
  /** They will not serve, or nobody can tell that they do; each with the reason. */
  readonly unusable: readonly (readonly [PlannedResource, string])[];
}

/**
 * Terraform marks as tainted what it was creating when it was interrupted or a call failed, and replaces it the next
 * time, although it may be whole: where nothing but reading it failed, or hold data by then. What is there and is not
 * known to be of no use is kept; what is missing from it the next deploy changes in place.
 *
 * @param resources of a plan, which has looked whether they are there
 * @param guarded resources, as `<type>.<name>`, that the code says must not be destroyed
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

/** Why a resource cannot be gone on from; what would be lost with it is kept unless AWS itself says that it is lost. */
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
  if (!(type in adoptionRules)) return 'is of a type of which nobody said how it is created';
  const half = halfCreated[type];
  const isWhole = !half || onlyUnread.test(failure) || half.isWhole?.(object);
  return !isWhole ? `may not be whole: ${half.reason}` : undefined;
}
