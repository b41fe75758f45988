/** The buckets of the DR region: the replica of the data bucket, and a bucket for the access logs of that region. */
export { StorageStack } from '@bulkhead/data/storage';
