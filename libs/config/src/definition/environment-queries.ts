import { type RegionRole } from '../regions/region-roles';
import { type Region } from '../regions/region-schema';
import { type Environment } from './environment-schema';

/** CloudFront reads its certificates and web ACLs only in this region, whatever the region of the platform. */
const globalRegion = 'us-east-1';

/** Name of the region with a role in an environment; undefined if no region has the role. */
export function regionName(environment: Environment, role: RegionRole): string | undefined {
  return role === 'global' ? globalRegion : environment.regions[role]?.name;
}

/**
 * The address plan of the region with a role.
 *
 * @throws RangeError if no region has the role: such a stack is not part of the environment
 */
export function regionPlanOf(environment: Environment, role: RegionRole): Region {
  const region = role === 'global' ? undefined : environment.regions[role];
  if (!region)
    throw new RangeError(`Environment ${environment.name} has no address plan for region role ${role}.`);
  return region;
}

/**
 * True if an environment has a stack: it has settings for the stack, and a region has the role. If the settings of a
 * stack may have a key `dr`, the DR region has the stack only if this key is set.
 *
 * @param app name of the app, such as `database`
 * @param stack name of the stack, such as `relational`
 */
export function hasStack(environment: Environment, app: string, stack: string, role: RegionRole): boolean {
  const settings = stacksOf(environment.apps, app)[stack];
  if (settings === undefined || regionName(environment, role) === undefined) return false;
  if (role !== 'dr' || settings['dr'] !== undefined) return true;
  // Only the tools need this module. The code of a stack does not.
  const { keysAt } = require('./schema-keys') as typeof import('./schema-keys');
  return !keysAt(['apps', app, stack], environment).includes('dr');
}

/** The settings of an app, by stack. The schema has validated them. The callers know their types. */
function stacksOf(apps: object, app: string): Partial<Record<string, Record<string, unknown>>> {
  return (apps as Partial<Record<string, Record<string, Record<string, unknown>>>>)[app] ?? {};
}
