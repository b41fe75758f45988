import { BackupVault as AwsBackupVault } from '@cdktf/provider-aws/lib/backup-vault';
import { BackupVaultLockConfiguration } from '@cdktf/provider-aws/lib/backup-vault-lock-configuration';
import { BackupVaultPolicy } from '@cdktf/provider-aws/lib/backup-vault-policy';
import { type BackupSettings } from '@bulkhead/config';
import { EncryptionKey } from '@bulkhead/encryption';
import { backup, rds } from '@bulkhead/kms-policies';
import { type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';
import { vaultName } from './vault-identity';

export interface BackupVaultProps {
  readonly nameScope: NameScope;
  /** The lock of the vault, if the vault is protected. */
  readonly lock: BackupSettings['lock'];
  /** Whether recovery points survive mistakes: the vault is locked, and nothing deletes it. */
  readonly isProtected: boolean;
  /** Source regions of recovery points that are copied into the vault. @default none */
  readonly copiedFrom?: readonly string[];
}

/**
 * The vault of an environment in a region. It has a key of its own: if the key of a database is lost or misused, the
 * backups survive. The vault refuses to delete a recovery point before its time.
 */
export class BackupVault extends Construct {
  readonly vault: AwsBackupVault;

  constructor(scope: Construct, id: string, props: BackupVaultProps) {
    super(scope, id);
    const { nameScope, lock, isProtected, copiedFrom = [] } = props;

    const { key } = new EncryptionKey(this, 'encryption', {
      nameScope,
      name: ['backup'],
      encrypts: 'Recovery points',
      statements: [
        backup({ ...nameScope, copiedFrom }),
        // A database snapshot keeps the key of its database. Its copy gets the key of the vault, through RDS.
        copiedFrom.length > 0 ? rds(nameScope) : [],
      ],
      isProtected,
    });

    this.vault = new AwsBackupVault(this, 'vault', {
      name: vaultName(nameScope),
      kmsKeyArn: key.arn,
      // Deletes the recovery points too: AWS deletes only an empty vault.
      forceDestroy: !isProtected,
      lifecycle: { preventDestroy: isProtected },
    });
    new BackupVaultPolicy(this, 'policy', {
      backupVaultName: this.vault.name,
      policy: JSON.stringify(accessPolicy),
    });
    if (isProtected) {
      new BackupVaultLockConfiguration(this, 'lock', {
        backupVaultName: this.vault.name,
        minRetentionDays: lock.minRetentionDays,
        maxRetentionDays: lock.maxRetentionDays,
        // These attributes make the lock a compliance lock, which nobody can remove.
        ...(lock.type === 'compliance' && { changeableForDays: lock.changeableForDays }),
      });
    }
  }
}

/**
 * Nobody may delete a recovery point early. At the end of its time AWS Backup deletes it, without asking this policy.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/create-a-vault-access-policy.html
 */
const accessPolicy = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'DenyDeletionOfRecoveryPoints',
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: [
        'backup:DeleteRecoveryPoint',
        'backup:DisassociateRecoveryPoint',
        'backup:UpdateRecoveryPointLifecycle',
      ],
      Resource: '*',
    },
  ],
};
