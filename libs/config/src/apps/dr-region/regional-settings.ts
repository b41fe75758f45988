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
 * Settings of what both regions have: each function takes the role of the region, and says in one place how the DR region
 * differs. A stack of the primary region and its twin in the DR region ask the same function.
 */

/** What is looked at of an environment here. */
interface RegionalEnvironment {
  readonly name: string;
  readonly apps: {
    readonly network: NetworkSettings;
    readonly database?: DatabaseSettings | undefined;
    readonly 'dr-region'?: DrRegionSettings | undefined;
  };
}

/**
 * The settings of the network of a region: in the DR region those of the primary one, but for what `dr-region` says.
 *
 * @throws RangeError where the environment does not have the stack
 */
export function networkInRegion(environment: RegionalEnvironment, role: RegionRole): VpcSettings {
  const primary = settingsOf(environment, 'network', 'vpc');
  return role === 'dr' ? { ...primary, ...settingsOf(environment, 'dr-region', 'network') } : primary;
}

/**
 * The settings of the Transit Gateway of a region: each region has its own.
 *
 * @throws RangeError where the environment does not have the stack
 */
export function transitInRegion(environment: RegionalEnvironment, role: RegionRole): TransitSettings {
  return role === 'dr'
    ? settingsOf(environment, 'dr-region', 'transit')
    : settingsOf(environment, 'network', 'transit');
}

/**
 * The settings of the cache of a region: in the DR region those of the primary one, but for what `dr-region` says. The
 * cache of the DR region is in no global datastore.
 *
 * @throws RangeError where the environment does not have the stack
 */
export function cacheInRegion(environment: RegionalEnvironment, role: RegionRole): CacheSettings {
  const primary = settingsOf(environment, 'database', 'cache');
  return role === 'dr'
    ? { ...primary, ...settingsOf(environment, 'dr-region', 'cache'), globalDatastore: false }
    : primary;
}

/**
 * The settings of the secondary cluster: those of the primary cluster, but for what `dr-region` says. The database of the
 * primary region may be something else than a cluster, so that its stack takes its settings as they are.
 *
 * @throws RangeError where the environment does not have the stack, or no global database
 */
export function standbyRelational(environment: RegionalEnvironment): AuroraSettings {
  const primary = settingsOf(environment, 'database', 'relational');
  if (primary.type === 'rds-postgres' || !globalDatabaseOf(primary))
    throw new RangeError(`Environment ${environment.name} has no global database.`);
  return { ...primary, ...settingsOf(environment, 'dr-region', 'relational') };
}
