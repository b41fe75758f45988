import { EfsReplicationConfiguration } from '@cdktf/provider-aws/lib/efs-replication-configuration';
import { type ContractValues, type fileSystem } from '@bulkhead/contracts';
import { Construct } from 'constructs';

export interface FileSystemReplicationProps {
  /** The file system of the primary region. */
  readonly source: ContractValues<(typeof fileSystem)['parameters']>;
  /** The file system of the DR region. It allows the replication to overwrite it. */
  readonly destination: ContractValues<(typeof fileSystem)['parameters']>;
  /** Name of the DR region. */
  readonly destinationRegion: string;
}

/**
 * Replicates the files of the primary region to the DR region within 15 minutes: EFS is designed for this time and
 * measures it. A failover deletes the replication, and then the file system of the DR region becomes writable.
 * https://docs.aws.amazon.com/efs/latest/ug/efs-replication.html
 */
export class FileSystemReplication extends Construct {
  constructor(scope: Construct, id: string, props: FileSystemReplicationProps) {
    super(scope, id);
    const { source, destination, destinationRegion } = props;
    new EfsReplicationConfiguration(this, 'replication', {
      sourceFileSystemId: source.fileSystemId,
      destination: { fileSystemId: destination.fileSystemId, region: destinationRegion },
    });
  }
}
