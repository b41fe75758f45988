export { type AuditSettings } from './audit';
export { type MonitoringSettings } from './monitoring';
