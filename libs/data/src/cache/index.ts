export { CacheKey } from './cache-key';
export { CacheLogs } from './cache-logs';
export { CacheParameterGroup } from './cache-parameter-group';
export { CachePlacement } from './cache-placement';
export { CacheUsers } from './cache-users';
export { GlobalDatastore } from './global-datastore';
export { cachePort, ReplicationGroup } from './replication-group';
