import { type AuroraSettings, globalDatabaseOf } from './apps/relational';
import { type CacheSettings } from './apps/cache';
import { type VpcSettings } from './apps/vpc';
import { type Environment } from './environment-schema';
import { settingsOf } from './environment-queries';

/**
 * The settings of the network of the DR region: those of the primary region, but for what `dr-region` says.
 *
 * @throws RangeError where the environment does not have the stack
 */
export function standbyNetwork(environment: Environment): VpcSettings {
  return { ...settingsOf(environment, 'network', 'vpc'), ...settingsOf(environment, 'dr-region', 'network') };
}

/**
 * The settings of the secondary cluster: those of the primary cluster, but for what `dr-region` says.
 *
 * @throws RangeError where the environment does not have the stack, or no global database
 */
export function standbyRelational(environment: Environment): AuroraSettings {
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
export function standbyCache(environment: Environment): CacheSettings {
  return {
    ...settingsOf(environment, 'database', 'cache'),
    ...settingsOf(environment, 'dr-region', 'cache'),
    globalDatastore: false,
  };
}
