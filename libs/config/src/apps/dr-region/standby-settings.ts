import { type CacheSettings } from '../database/cache';
import { type AuroraSettings, globalDatabaseOf } from '../database/relational';
import { type DatabaseSettings } from '../database/settings';
import { type NetworkSettings } from '../network/settings';
import { type VpcSettings } from '../network/vpc';
import { settingsOf } from '../settings-of';
import { type DrRegionSettings } from './settings';

/** What is looked at of an environment here. */
interface StandbyEnvironment {
  readonly name: string;
  readonly apps: {
    readonly network: NetworkSettings;
    readonly database?: DatabaseSettings | undefined;
    readonly 'dr-region'?: DrRegionSettings | undefined;
  };
}

/**
 * The settings of the network of the DR region: those of the primary region, but for what `dr-region` says.
 *
 * @throws RangeError where the environment does not have the stack
 */
export function standbyNetwork(environment: StandbyEnvironment): VpcSettings {
  return { ...settingsOf(environment, 'network', 'vpc'), ...settingsOf(environment, 'dr-region', 'network') };
}

/**
 * The settings of the secondary cluster: those of the primary cluster, but for what `dr-region` says.
 *
 * @throws RangeError where the environment does not have the stack, or no global database
 */
export function standbyRelational(environment: StandbyEnvironment): AuroraSettings {
  const primary = settingsOf(environment, 'database', 'relational');
  if (primary.type === 'rds-postgres' || !globalDatabaseOf(primary))
    throw new RangeError(`Environment ${environment.name} has no global database.`);
  return { ...primary, ...settingsOf(environment, 'dr-region', 'relational') };
}

/**
 * The settings of the cache of the DR region: those of the primary region, but for what `dr-region` says. It is in no
 * global datastore.
 *
 * @throws RangeError where the environment does not have the stack
 */
export function standbyCache(environment: StandbyEnvironment): CacheSettings {
  return {
    ...settingsOf(environment, 'database', 'cache'),
    ...settingsOf(environment, 'dr-region', 'cache'),
    globalDatastore: false,
  };
}
