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
  /** How the vault is locked where it is protected. */
  readonly lock: BackupSettings['lock'];
  /** Whether recovery points outlive mistakes: the vault is locked, and nothing deletes it. */
  readonly isProtected: boolean;
  /** Regions from which recovery points are copied into the vault. @default none */
  readonly copiedFrom?: readonly string[];
}

/**
 * The vault of an environment in a region: encrypted with a key of its own, so that whoever loses or misuses the key
 * of a database has not lost its backups, and deaf to whoever wants a recovery point deleted before its time.
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
        // A snapshot of a database keeps the key of its database, but its copy gets that of the vault, by way of RDS.
        copiedFrom.length > 0 ? rds(nameScope) : [],
      ],
      isProtected,
    });

    this.vault = new AwsBackupVault(this, 'vault', {
      name: vaultName(nameScope),
      kmsKeyArn: key.arn,
      // With what is in it: AWS deletes no vault that is not empty.
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
        // Their presence makes the lock one of compliance, which nobody can take away.
        ...(lock.type === 'compliance' && { changeableForDays: lock.changeableForDays }),
      });
    }
  }
}

/**
 * Recovery points go when their time is over, which AWS Backup sees to without asking this policy, and not before.
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
