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
  /** Whether a last snapshot and the automated backups are left when it is deleted. */
  readonly finalSnapshot: boolean;
}

/**
 * How the data of a cluster or an instance is kept: encrypted and backed up. What is left when it is deleted does not
 * depend on its protection, which has to be lifted before that.
 */
export function safekeeping(props: SafekeepingProps) {
  const { nameScope, settings, keyArn, isProtected, finalSnapshot } = props;
  return {
    storageEncrypted: true,
    kmsKeyId: keyArn,
    backupRetentionPeriod: settings.backupRetentionDays,
    copyTagsToSnapshot: true,
    tags: backupTag,
    deleteAutomatedBackups: !finalSnapshot,
    deletionProtection: isProtected,
    skipFinalSnapshot: !finalSnapshot,
    ...(finalSnapshot && { finalSnapshotIdentifier: snapshotIdentifier(nameScope, 'relational', 'final') }),
    applyImmediately: !isProtected,
  };
}
