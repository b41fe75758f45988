import { type RelationalSettings } from '@bulkhead/config';
import { snapshotIdentifier, type NameScope } from '@bulkhead/naming';
import { backupTag } from '@bulkhead/tagging';

export interface SafekeepingProps {
  readonly nameScope: NameScope;
  readonly settings: Pick<RelationalSettings, 'backupRetentionDays'>;
  /** ARN of the key of the storage. */
  readonly keyArn: string;
  /** Whether the database survives mistakes: it cannot be deleted, and changes wait for the maintenance window. */
  readonly isProtected: boolean;
  /** Whether the database leaves a final snapshot and its automated backups when it is deleted. */
  readonly finalSnapshot: boolean;
}

/**
 * Encryption and backups of a cluster or an instance. The data that remains after a deletion does not depend on the
 * protection: the protection must be lifted before a deletion.
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
