export { type RelationalSettings, type ServiceSettings, type VpcSettings } from './apps-schema';
export { defineEnvironment, parseEnvironment, type EnvironmentDefinition } from './define-environment';
export { type Environment } from './environment-schema';
export { environmentNames, loadEnvironment } from './load-environment';
export { hasStack, regionName, regionPlanOf, regionRoles, settingsOf, type RegionRole } from './region-roles';
export { logRetentionDays } from './log-retention';
export { postgresVersions } from './postgres-versions';
export { type Region } from './region-schema';
