/** The buckets of the primary region. */
export { StorageStack } from '@bulkhead/data/storage';
