import { type Environment } from './environment-schema';
import { type RegionRole } from './region-roles';
import { type Region } from './region-schema';

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

type Apps = Required<Environment['apps']>;

/**
 * The settings of one stack.
 *
 * @throws RangeError where the environment does not have the stack: the tools do not ask for such a stack
 */
export function settingsOf<App extends keyof Apps, Stack extends keyof Apps[App]>(
  { name, apps }: { readonly name: string; readonly apps: Partial<Apps> },
  app: App,
  stack: Stack,
): NonNullable<Apps[App][Stack]> {
  const stacks: Partial<Apps[App]> | undefined = apps[app];
  const settings = stacks?.[stack];
  if (settings) return settings;
  throw new RangeError(`Environment ${name} has no stack ${app}/${String(stack)}.`);
}

/**
 * True when an environment has a stack: it configures it, and a region plays the role. The stacks of
 * `app-platform` are in the DR region only where their settings say what differs there.
 *
 * @param app name of the app, such as `database`
 * @param stack name of the stack, such as `relational`
 */
export function hasStack(environment: Environment, app: string, stack: string, role: RegionRole): boolean {
  const stacks = (environment.apps as Record<string, Record<string, unknown> | undefined>)[app];
  const settings = stacks?.[stack];
  if (settings === undefined || regionName(environment, role) === undefined) return false;
  const ofPlatform = Object.values(environment.apps['app-platform'] ?? {}).find((each) => each === settings);
  return role !== 'dr' || ofPlatform === undefined || ofPlatform.dr !== undefined;
}
