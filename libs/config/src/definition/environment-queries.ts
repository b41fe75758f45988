import { type RegionRole } from '../regions/region-roles';
import { type Region } from '../regions/region-schema';
import { type Environment } from './environment-schema';

/** CloudFront takes its certificates and web ACLs from here, whatever region the platform is in. */
const globalRegion = 'us-east-1';

/** Name of the region that plays a role in an environment, or undefined where none does. */
export function regionName(environment: Environment, role: RegionRole): string | undefined {
  return role === 'global' ? globalRegion : environment.regions[role]?.name;
}

/**
 * The address plan of the region that plays a role.
 *
 * @throws RangeError where no region plays it: such a stack is not part of the environment
 */
export function regionPlanOf(environment: Environment, role: RegionRole): Region {
  const region = role === 'global' ? undefined : environment.regions[role];
  if (!region)
    throw new RangeError(`Environment ${environment.name} has no address plan for region role ${role}.`);
  return region;
}

/**
 * True when an environment has a stack: it configures it, and a region plays the role. A stack whose settings have a key
 * `dr`, for what differs in the DR region, is there only where that key is set.
 *
 * @param app name of the app, such as `database`
 * @param stack name of the stack, such as `relational`
 */
export function hasStack(environment: Environment, app: string, stack: string, role: RegionRole): boolean {
  const settings = stacksOf(environment.apps, app)[stack];
  if (settings === undefined || regionName(environment, role) === undefined) return false;
  if (role !== 'dr' || settings['dr'] !== undefined) return true;
  // Loaded by the tools alone: the code of a stack does not ask.
  const { keysAt } = require('./schema-keys') as typeof import('./schema-keys');
  return !keysAt(['apps', app, stack], environment).includes('dr');
}

/** The settings of an app, by stack: the schema has looked at them, and their types are known to who knows the app. */
function stacksOf(apps: object, app: string): Partial<Record<string, Record<string, unknown>>> {
  return (apps as Partial<Record<string, Record<string, Record<string, unknown>>>>)[app] ?? {};
}
