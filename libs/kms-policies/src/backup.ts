import type { PolicyStatement } from './policy-statement';
import { viaService, type ViaServiceInput } from './via-service';

export interface BackupInput extends ViaServiceInput {
  /** Regions from which AWS Backup copies into the vault of this key. @default none */
  readonly copiedFrom?: readonly string[];
}

/**
 * Lets principals of the account store and restore recovery points in a vault encrypted with the key, only through AWS
 * Backup. Services that AWS Backup does not manage fully keep the encryption of the source. Their copies need a key
 * with their own statements (`rds`, `efs`).
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/encryption.html
 */
export function backup({ copiedFrom, ...input }: BackupInput): readonly PolicyStatement[] {
  return viaService(input, {
    sid: 'Backup',
    service: 'backup',
    actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
    grants: true,
    otherRegions: copiedFrom,
  });
}
