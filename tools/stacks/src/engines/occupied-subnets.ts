import { Refusal, shellQuoted } from '@bulkhead/errors';
import { type ResourceChange } from './resource-change';

/** A deployed stack: its id, and the parameter values that it was deployed with, by path. */
export interface DeployedConsumer {
  readonly id: string;
  readonly consumed: Readonly<Record<string, string>>;
}

/** The subnet types of both engines. */
const subnetTypes = ['aws_subnet', 'AWS::EC2::Subnet'];

/**
 * The subnets of a stack that other stacks were deployed into, each with the ids of those stacks.
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
 * Checks that a deploy removes no subnet that deployed stacks use, in a protected environment or not. EC2 does not
 * delete a subnet that contains a network interface, and would refuse only when half of the change is done. A database,
 * cache or file system can leave a subnet only if it is created again.
 *
 * @param subject the stack, for messages
 * @param allowed subnets that the user says are empty: Terraform addresses or logical ids
 * @throws BulkheadError `SubnetInUse`, naming each subnet, the stacks in it and what to do
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
      `${subject} would remove subnets that other stacks are deployed in:`,
      ...taken.map(
        ({ change, subnetId, occupants }) =>
          `  ${change.action} ${change.resource} (${subnetId}), in use by ${occupants.join(', ')}`,
      ),
      'EC2 does not delete a subnet that is in use, and resources that hold data cannot move to another subnet. Nothing was touched.',
    ].join('\n'),
    {
      next: [
        "put the zone and its networks back into the environment's availabilityZones as they were (a new zone goes to the end)",
        `or destroy those stacks first; if the subnets are already empty, add --allowDestroy=${shellQuoted(names)}`,
      ].join(', '),
    },
  );
}

/**
 * Checks that a deploy removes no subnet while the records of some stacks cannot be read.
 *
 * @param unreadable why the records cannot be read
 * @param allowed subnets that the user says are empty
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
