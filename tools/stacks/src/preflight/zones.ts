import { type Environment, regionRoles } from '@bulkhead/config';

/** Names of the zones that an environment uses in a region, in their order. */
export function zonesOf(environment: Environment, region: string): string[] {
  const regions = environment.regions as Partial<
    Record<
      string,
      { readonly name: string; readonly availabilityZones?: readonly { readonly name: string }[] }
    >
  >;
  const zones = regionRoles.flatMap((role) => {
    const found = regions[role];
    return found?.name === region ? (found.availabilityZones ?? []) : [];
  });
  return [...new Set(zones.map(({ name }) => name))];
}
