export * from './apps/exports.generated';
export { appOwners } from './apps/owners.generated';
export { settingsOf } from './apps/settings-of';
export {
  defineEnvironment,
  parseEnvironment,
  type EnvironmentDefinition,
} from './definition/define-environment';
export { hasStack, regionName, regionPlanOf } from './definition/environment-queries';
export { type Environment } from './definition/environment-schema';
export { environmentWarnings } from './definition/environment-warnings';
export { productionOf } from './definition/production-of';
export { environmentNames, loadEnvironment } from './loading/load-environment';
export { readStrictJson, type StrictJson } from './loading/strict-json';
export { presetNames, type PresetName } from './presets/preset-names.generated';
export { regionRoles, type RegionRole } from './regions/region-roles';
export { type Region } from './regions/region-schema';
export { logRetentionDays } from './values/log-retention';
