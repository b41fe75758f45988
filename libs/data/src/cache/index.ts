export { CacheStack } from './cache-stack';
