export { type BackupSettings } from './apps/backup';
export { type CacheSettings } from './apps/cache';
export { type FileSystemSettings } from './apps/file-system';
export { type DrRegionSettings } from './apps/dr-region';
export { type CredentialsSettings } from './apps/credentials';
export { objectProcessingInRegion, type ObjectProcessingSettings } from './apps/object-processing';
export {
  credentialsOf,
  globalDatabaseOf,
  type AuroraProvisionedSettings,
  type AuroraServerlessV2Settings,
  type AuroraSettings,
  type RdsPostgresSettings,
  type RelationalSettings,
} from './apps/relational';
export {
  serviceInRegion,
  type Ec2AsgSettings,
  type EcsEc2Settings,
  type EcsSettings,
  type ServiceSettings,
} from './apps/service';
export { type StaticAssetsSettings } from './apps/static-assets';
export { type AgeSettings, type StorageSettings } from './apps/storage';
export { type TransitSettings } from './apps/transit';
export { type VpcSettings } from './apps/vpc';
export { cacheVersions } from './cache-versions';
export { defineEnvironment, parseEnvironment, type EnvironmentDefinition } from './define-environment';
export { type Environment } from './environment-schema';
export { environmentWarnings } from './environment-warnings';
export { environmentNames, loadEnvironment } from './load-environment';
export { hasStack, regionName, regionPlanOf, settingsOf } from './environment-queries';
export { regionRoles, type RegionRole } from './region-roles';
export { logRetentionDays } from './log-retention';
export { postgresVersions } from './postgres-versions';
export { presetNames, type PresetName } from './presets/preset-names';
export { productionOf } from './production-of';
export { type Region } from './region-schema';
export { readStrictJson, type StrictJson } from './strict-json';
export { standbyCache, standbyNetwork, standbyRelational } from './standby-settings';
