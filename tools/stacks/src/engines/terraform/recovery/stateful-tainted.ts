import { heldBy } from '@bulkhead/policy/stateful-types';
import { type PlannedResource } from './import-folder';

/**
 * What the status of a database instance or a cache says where it will never serve, or is about to be gone.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/accessing-monitoring.html
 */
const lostStatus = /fail|incompatible|inaccessible|delet/;

/** Stateful resources that exist and that Terraform would replace for nothing but an interrupted creation. */
export interface StatefulTainted {
  /** Can be gone on from. */
  readonly usable: readonly PlannedResource[];
  /** AWS says that they hold nothing and never will. */
  readonly unusable: readonly PlannedResource[];
}

/**
 * Terraform marks as tainted what it was creating when it was interrupted or AWS disturbed it, and replaces it the next
 * time, although it may hold data by then. A type whose provider tells no status is taken for usable: where it is not,
 * AWS refuses what the deploy does with it, and nothing is lost.
 *
 * @param resources of a plan, which has looked whether they are there
 * @param guarded resources, as `<type>.<name>`, that the code says must not be destroyed
 */
export function statefulTainted(
  resources: readonly PlannedResource[],
  guarded: ReadonlySet<string>,
): StatefulTainted {
  const tainted = resources.filter(
    ({ type, name, action_reason: reason }) =>
      reason === 'replace_because_tainted' && (heldBy(type) !== undefined || guarded.has(`${type}.${name}`)),
  );
  const isLost = ({ change }: PlannedResource) => lostStatus.test(String(change.before?.['status'] ?? ''));
  return {
    usable: tainted.filter((resource) => !isLost(resource)),
    unusable: tainted.filter(isLost),
  };
}
