export { cacheInRegion, networkInRegion, standbyRelational, transitInRegion } from './regional-settings';
export { type DrRegionSettings } from './settings';
