export { type BackupSettings } from './backup';
export { type CacheSettings } from './cache';
export { cacheVersions } from './cache-versions';
export { type CredentialsSettings } from './credentials';
export { type FileSystemSettings } from './file-system';
export { postgresVersions } from './postgres-versions';
export {
  credentialsOf,
  globalDatabaseOf,
  type AuroraProvisionedSettings,
  type AuroraServerlessV2Settings,
  type AuroraSettings,
  type RdsPostgresSettings,
  type RelationalSettings,
} from './relational';
export { type StaticAssetsSettings } from './static-assets';
export { type AgeSettings, type StorageSettings } from './storage';
