/** The cache of the DR region, which is empty until the application there uses it: sessions do not outlive a failover. */
export { CacheStack } from '@bulkhead/data/cache';
