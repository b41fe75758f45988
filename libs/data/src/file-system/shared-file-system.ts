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
}

/** The file system, which keeps its files in every zone of the region. */
export class SharedFileSystem extends Construct {
  readonly fileSystem: EfsFileSystem;

  constructor(
    scope: Construct,
    id: string,
    { nameScope, settings, keyArn, isProtected }: SharedFileSystemProps,
  ) {
    super(scope, id);
    const name = fileSystemName(nameScope, 'files');
    this.fileSystem = new EfsFileSystem(this, 'file-system', {
      creationToken: name,
      encrypted: true,
      kmsKeyId: keyArn,
      throughputMode: settings.throughput,
      // EFS takes one kind of move in each block.
      lifecyclePolicy: [
        { transitionToIa: after(settings.infrequentAccessAfterDays) },
        ...(settings.archiveAfterDays ? [{ transitionToArchive: after(settings.archiveAfterDays) }] : []),
        { transitionToPrimaryStorageClass: 'AFTER_1_ACCESS' },
      ],
      tags: { Name: name, ...backupTag },
      lifecycle: { preventDestroy: isProtected },
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
