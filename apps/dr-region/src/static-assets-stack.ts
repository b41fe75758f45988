/** The bucket of static files of the DR region, which replication fills. */
export { StaticAssetsStack } from '@bulkhead/data/storage';
