import { type RegionRole } from '../../regions/region-roles';
import { type CacheSettings } from '../database/cache';
import { type AuroraSettings, globalDatabaseOf } from '../database/relational';
import { type DatabaseSettings } from '../database/settings';
import { type NetworkSettings } from '../network/settings';
import { type TransitSettings } from '../network/transit';
import { type VpcSettings } from '../network/vpc';
import { settingsOf } from '../settings-of';
import { type DrRegionSettings } from './settings';

/**
 * Settings of stacks that both regions have. Each function takes the role of the region, and is the only place for the
 * differences of the DR region. A stack of the primary region and its counterpart in the DR region call the same
 * function.
 */

/** The part of an environment that these functions read. */
interface RegionalEnvironment {
  readonly name: string;
  readonly apps: {
    readonly network: NetworkSettings;
    readonly database?: DatabaseSettings | undefined;
    readonly 'dr-region'?: DrRegionSettings | undefined;
  };
}

/**
 * The settings of a region's network. The DR region has those of the primary region, with the values of `dr-region`.
 *
 * @throws RangeError if the environment does not have the stack
 */
export function networkInRegion(environment: RegionalEnvironment, role: RegionRole): VpcSettings {
  const primary = settingsOf(environment, 'network', 'vpc');
  return role === 'dr' ? { ...primary, ...settingsOf(environment, 'dr-region', 'network') } : primary;
}

/**
 * The settings of a region's Transit Gateway: each region has its own.
 *
 * @throws RangeError if the environment does not have the stack
 */
export function transitInRegion(environment: RegionalEnvironment, role: RegionRole): TransitSettings {
  return role === 'dr'
    ? settingsOf(environment, 'dr-region', 'transit')
    : settingsOf(environment, 'network', 'transit');
}

/**
 * The settings of a region's cache. The DR region has those of the primary region, with the values of `dr-region`. The
 * cache of the DR region is in no global datastore.
 *
 * @throws RangeError if the environment does not have the stack
 */
export function cacheInRegion(environment: RegionalEnvironment, role: RegionRole): CacheSettings {
  const primary = settingsOf(environment, 'database', 'cache');
  return role === 'dr'
    ? { ...primary, ...settingsOf(environment, 'dr-region', 'cache'), globalDatastore: false }
    : primary;
}

/**
 * The settings of the secondary cluster: those of the primary cluster, with the values of `dr-region`. The database of
 * the primary region may be something other than a cluster, so its stack reads its settings directly.
 *
 * @throws RangeError if the environment has no such stack, or no global database
 */
export function standbyRelational(environment: RegionalEnvironment): AuroraSettings {
  const primary = settingsOf(environment, 'database', 'relational');
  if (primary.type === 'rds-postgres' || !globalDatabaseOf(primary))
    throw new RangeError(`Environment ${environment.name} has no global database.`);
  return { ...primary, ...settingsOf(environment, 'dr-region', 'relational') };
}
