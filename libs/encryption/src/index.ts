export { EncryptedLogs, type EncryptedLogsProps } from './encrypted-logs';
export { EncryptionKey, type EncryptionKeyProps } from './encryption-key';
