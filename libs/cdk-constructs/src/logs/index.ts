export { EncryptedLogs, type EncryptedLogsProps } from './encrypted-logs';
export { keptLogGroup, type KeptLogGroupProps } from './kept-log-group';
