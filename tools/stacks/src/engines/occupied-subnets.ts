import { Refusal, shellQuoted } from '@bulkhead/errors';
import { type ResourceChange } from './resource-change';

/** A deployed stack: its id, and the values that it was deployed with, by path. */
export interface DeployedConsumer {
  readonly id: string;
  readonly consumed: Readonly<Record<string, string>>;
}

/** The types of subnets, as both engines call them. */
const subnetTypes = ['aws_subnet', 'AWS::EC2::Subnet'];

/**
 * The subnets of a stack that others were deployed into, each with the ids of those.
 *
 * @param published paths of the parameters that the stack was deployed with
 * @param consumers what is recorded of the other stacks
 */
export function occupiedSubnets(
  published: Iterable<string>,
  consumers: readonly DeployedConsumer[],
): ReadonlyMap<string, readonly string[]> {
  const occupied = new Map<string, string[]>();
  for (const path of published) {
    for (const { id, consumed } of consumers) {
      for (const value of consumed[path]?.split(',') ?? []) {
        if (!/^subnet-[0-9a-f]+$/.test(value)) continue;
        const occupants = occupied.get(value) ?? [];
        if (!occupants.includes(id)) occupied.set(value, [...occupants, id]);
      }
    }
  }
  return occupied;
}

/**
 * Checks that a deploy takes no subnet away that deployed stacks are in, whether the environment is protected or not: EC2
 * deletes no subnet with a network interface in it, and would say so when half of the change is made. A database, cache
 * or file system can leave a subnet only by being made again.
 *
 * @param subject the stack, for messages
 * @param allowed subnets that nothing is in any more, as who says so named them: Terraform addresses or logical ids
 * @throws BulkheadError `SubnetInUse`, naming each subnet, who is in it and what to do
 */
export function requireSubnetsKept(
  subject: string,
  changes: readonly ResourceChange[],
  occupied: ReadonlyMap<string, readonly string[]>,
  allowed: readonly string[],
): void {
  const taken = takenSubnets(changes, allowed).flatMap((change) => {
    const subnetId = change.attributes.find(({ path }) => path === 'id')?.before ?? '';
    const occupants = occupied.get(subnetId);
    return occupants ? [{ change, subnetId, occupants }] : [];
  });
  if (taken.length === 0) return;
  const names = [...allowed, ...taken.map(({ change }) => change.resource)].join(',');
  throw new Refusal(
    'SubnetInUse',
    [
      `${subject} would take away subnets that stacks are deployed in:`,
      ...taken.map(
        ({ change, subnetId, occupants }) =>
          `  ${change.action} ${change.resource} (${subnetId}), in use by ${occupants.join(', ')}`,
      ),
      'EC2 deletes no subnet that something is in, and what holds data cannot move to another subnet. Nothing was touched.',
    ].join('\n'),
    {
      next: [
        "put the zone and its networks back into the environment's availabilityZones as they were (a new zone goes to the end)",
        `or destroy those stacks first; if nothing of theirs is in the subnets any more, add --allowDestroy=${shellQuoted(names)}`,
      ].join(', '),
    },
  );
}

/**
 * Checks that a deploy takes no subnet away while nobody knows what some stacks were deployed into.
 *
 * @param unreadable why their records cannot be read
 * @param allowed subnets that nothing is in any more
 * @throws the first of `unreadable`
 */
export function requireSubnetsUntouched(
  changes: readonly ResourceChange[],
  unreadable: readonly Refusal[],
  allowed: readonly string[],
): void {
  const [refusal] = unreadable;
  if (refusal && takenSubnets(changes, allowed).length > 0) throw refusal;
}

function takenSubnets(changes: readonly ResourceChange[], allowed: readonly string[]): ResourceChange[] {
  return changes.filter(
    ({ type, action, resource }) =>
      subnetTypes.includes(type) &&
      !allowed.includes(resource) &&
      (action === 'destroy' || action === 'replace'),
  );
}
