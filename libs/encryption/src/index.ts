export { EncryptedLogs, type EncryptedLogsProps } from './encrypted-logs';
export { EncryptionKey, type EncryptionKeyProps } from './encryption-key';
export { LogDataProtection, type LogDataProtectionProps } from './log-data-protection';
