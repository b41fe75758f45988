import { EfsFileSystem } from '@cdktf/provider-aws/lib/efs-file-system';
import { suppress } from '@bulkhead/cdktf';
import { type FileSystemSettings } from '@bulkhead/config';
import { fileSystemName, type NameScope } from '@bulkhead/naming';
import { backupTag } from '@bulkhead/tagging';
import { Construct } from 'constructs';

export interface SharedFileSystemProps {
  readonly nameScope: NameScope;
  readonly settings: FileSystemSettings;
  readonly keyArn: string;
  readonly isProtected: boolean;
  /**
   * Whether another file system is replicated into this one. Before the replication starts, it may be overwritten.
   * Afterwards only the replication writes. @default false
   */
  readonly isReplica?: boolean;
}

/** The file system. It stores its files in every zone of the region. */
export class SharedFileSystem extends Construct {
  readonly fileSystem: EfsFileSystem;

  constructor(
    scope: Construct,
    id: string,
    { nameScope, settings, keyArn, isProtected, isReplica = false }: SharedFileSystemProps,
  ) {
    super(scope, id);
    const name = fileSystemName(nameScope, 'files');
    this.fileSystem = new EfsFileSystem(this, 'file-system', {
      creationToken: name,
      encrypted: true,
      kmsKeyId: keyArn,
      throughputMode: settings.throughput,
      // EFS accepts one kind of transition in each block.
      lifecyclePolicy: [
        { transitionToIa: after(settings.infrequentAccessAfterDays) },
        ...(settings.archiveAfterDays ? [{ transitionToArchive: after(settings.archiveAfterDays) }] : []),
        { transitionToPrimaryStorageClass: 'AFTER_1_ACCESS' },
      ],
      tags: { Name: name, ...backupTag },
      ...(isReplica && { protection: { replicationOverwrite: 'DISABLED' } }),
      lifecycle: {
        preventDestroy: isProtected,
        // EFS returns REPLICATING during the replication, and ENABLED after a failover has ended it.
        ...(isReplica && { ignoreChanges: ['protection'] }),
      },
    });
    suppress(this.fileSystem, {
      rule: 'HIPAA.Security-EFSInBackupPlan',
      reason:
        'The backup plan is in a stack of its own and selects the file system by its tag; the rule looks for a selection in this stack only.',
    });
  }
}

/** `AFTER_1_DAY`, `AFTER_30_DAYS`. */
function after(days: number): string {
  return `AFTER_${days}_${days === 1 ? 'DAY' : 'DAYS'}`;
}
