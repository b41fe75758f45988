export { apiOriginOf } from './api-origin';
export { originName } from './domain-name';
export { type EdgeSettings } from './edge';
export { byFamily } from './ip-set-ranges';
export { hasHealthChecks } from './has-health-checks';
export { hasOriginProtection } from './has-origin-protection';
export { type RegionalPolicy, type RegionalRoutingSettings, type RoutingSettings } from './routing';
export { publicNamesOf, zoneNameOf, type ZoneSettings } from './zone';
