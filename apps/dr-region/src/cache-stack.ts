/**
 * The cache of the DR region. It is empty until the application there uses it, because sessions do not survive a
 * failover.
 */
export { CacheStack } from '@bulkhead/data/cache';
