import { regionsBehind } from '../model/regions-behind';
import { type HealthCheck, type Role, type Routing } from '../model/routing';

/**
 * The regions whose records depend on each health check, by its address: those that lose their users if the check is
 * unhealthy. So a switch belongs to a region by what it moves, whatever it is called.
 */
export function regionsMovedBy(routing: Routing): ReadonlyMap<string, ReadonlySet<Role>> {
  const moved = new Map<string, Set<Role>>();
  for (const { records } of routing.groups.values()) {
    for (const { target, healthCheck } of records) {
      for (const address of healthCheck === undefined ? [] : withChildren(routing, healthCheck)) {
        const regions = moved.get(address) ?? new Set();
        for (const region of regionsBehind(routing, target)) regions.add(region);
        moved.set(address, regions);
      }
    }
  }
  return moved;
}

function withChildren({ checks }: Routing, address: string): string[] {
  const check: HealthCheck | undefined = checks.get(address);
  return check?.type === 'calculated' ? [address, ...check.children] : [address];
}
