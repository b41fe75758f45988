import { cacheIdentifier, type NameScope, vendedLogGroupName } from '@bulkhead/naming';

/** Id of the replication group. */
export function replicationGroupId(nameScope: NameScope): string {
  return cacheIdentifier(nameScope, 'cache');
}

/** The logs that ElastiCache delivers, as it calls them. */
export const cacheLogTypes = ['slow-log', 'engine-log'] as const;

/** Name of the group that a log is delivered to. The key's policy is made before the group, and needs to know it. */
export function cacheLogGroupName(nameScope: NameScope, logType: (typeof cacheLogTypes)[number]): string {
  return vendedLogGroupName(nameScope, 'cache', logType);
}
