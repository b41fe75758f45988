import { cacheIdentifier, type NameScope, vendedLogGroupName } from '@bulkhead/naming';

/** Id of the replication group. */
export function replicationGroupId(nameScope: NameScope): string {
  return cacheIdentifier(nameScope, 'cache');
}

/** The logs that ElastiCache delivers, by ElastiCache's names. */
export const cacheLogTypes = ['slow-log', 'engine-log'] as const;

/** Name of the log group for a log. The key's policy needs the name before the log group exists. */
export function cacheLogGroupName(nameScope: NameScope, logType: (typeof cacheLogTypes)[number]): string {
  return vendedLogGroupName(nameScope, 'cache', logType);
}
