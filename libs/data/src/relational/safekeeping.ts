import { type RelationalSettings } from '@bulkhead/config';
import { snapshotIdentifier, type NameScope } from '@bulkhead/naming';
import { backupTag } from '@bulkhead/tagging';

export interface SafekeepingProps {
  readonly nameScope: NameScope;
  readonly settings: Pick<RelationalSettings, 'backupRetentionDays'>;
  /** ARN of the key of the storage. */
  readonly keyArn: string;
  /** Whether the database outlives mistakes: it cannot be deleted, and changes wait for the maintenance window. */
  readonly isProtected: boolean;
}

/** How the data of a cluster or an instance is kept: encrypted, backed up, and where it is protected not lost with it. */
export function safekeeping({ nameScope, settings, keyArn, isProtected }: SafekeepingProps) {
  return {
    storageEncrypted: true,
    kmsKeyId: keyArn,
    backupRetentionPeriod: settings.backupRetentionDays,
    copyTagsToSnapshot: true,
    tags: backupTag,
    deleteAutomatedBackups: !isProtected,
    deletionProtection: isProtected,
    skipFinalSnapshot: !isProtected,
    ...(isProtected && { finalSnapshotIdentifier: snapshotIdentifier(nameScope, 'relational', 'final') }),
    applyImmediately: !isProtected,
  };
}
