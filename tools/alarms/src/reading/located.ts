import { type PolicyResource, type PolicyStack } from '@bulkhead/policy';
import { type RegionRole } from '../model/alarms';
import { type Addressed } from './alarm-problems';
import { textOf } from './text-of';

/** A resource in its stack. */
export interface Located extends Addressed {
  readonly resource: PolicyResource;
  readonly of: PolicyStack;
  readonly role: RegionRole;
  readonly region: string;
  /** Reads a text of its properties. */
  readonly text: (value: unknown) => string;
}

/** All resources of a type in the environment, in the order of stacks and addresses. */
export function resourcesOfType(
  environment: string,
  stacks: readonly PolicyStack[],
  type: string,
): Located[] {
  const roles = rolesOf(stacks);
  return stacks.flatMap((of) =>
    of.resources
      .filter((resource) => resource.type === type)
      .map((resource) => {
        const region = resource.region ?? of.region;
        return {
          stack: of.id,
          address: resource.address,
          resource,
          of,
          role: roles.get(region) ?? 'global',
          region,
          text: (value: unknown) => textOf(value, { environment, stack: of, region, stacks }),
        };
      }),
  );
}

/** The role of each region that has stacks of its own role. */
export function rolesOf(stacks: readonly PolicyStack[]): ReadonlyMap<string, RegionRole> {
  return new Map(
    stacks.flatMap(({ role, region }) => (role === 'global' ? [] : [[region, role as RegionRole] as const])),
  );
}
