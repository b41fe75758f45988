export { RegionalCache, type RegionalCacheProps } from './regional-cache';
