import { dropped, setting } from '../edit';

/** Encryption at rest and in transit, and its keys. */
export const encryption = [
  setting(['storage_encrypted', 'StorageEncrypted', 'encrypted', 'Encrypted'], false),
  setting(['at_rest_encryption_enabled', 'AtRestEncryptionEnabled'], false),
  setting(['transit_encryption_enabled', 'TransitEncryptionEnabled'], false),
  setting(['TransitEncryption', 'transit_encryption'], 'DISABLED'),
  setting(['kms_key_id', 'KmsKeyId', 'kms_master_key_id', 'KmsMasterKeyId'], dropped),
  setting(['performance_insights_kms_key_id', 'PerformanceInsightsKMSKeyId'], dropped),
  setting(['master_user_secret_kms_key_id'], dropped),
  setting(['enable_key_rotation', 'EnableKeyRotation'], false, dropped),
  setting(['deletion_window_in_days', 'PendingWindowInDays'], 7),
  setting(['SslPolicy', 'ssl_policy'], 'ELBSecurityPolicy-2016-08'),
  setting(['MinimumProtocolVersion', 'minimum_protocol_version'], 'TLSv1'),
];
