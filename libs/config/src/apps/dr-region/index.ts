export { type DrRegionSettings } from './settings';
export { standbyCache, standbyNetwork, standbyRelational } from './standby-settings';
