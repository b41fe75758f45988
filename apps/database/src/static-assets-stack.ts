/** The bucket of static files of the primary region. */
export { StaticAssetsStack } from '@bulkhead/data/storage';
