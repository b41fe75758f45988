export { apiOriginOf } from './api-origin';
export { type CertificatesSettings } from './certificates';
export { originName } from './domain-name';
export { type EdgeSettings } from './edge';
export { byFamily } from './ip-set-ranges';
export { type RegionalRoutingSettings, type RoutingSettings } from './routing';
export { publicNamesOf, zoneNameOf, type ZoneSettings } from './zone';
