import { EfsReplicationConfiguration } from '@cdktf/provider-aws/lib/efs-replication-configuration';
import { type ContractValues, type fileSystem } from '@bulkhead/contracts';
import { Construct } from 'constructs';

export interface FileSystemReplicationProps {
  /** The file system of the primary region. */
  readonly source: ContractValues<(typeof fileSystem)['parameters']>;
  /** The file system of the DR region, which lets itself be overwritten. */
  readonly destination: ContractValues<(typeof fileSystem)['parameters']>;
  /** Name of the DR region. */
  readonly destinationRegion: string;
}

/**
 * The files of the primary region are in the DR region within 15 minutes, which EFS is designed for and measures. A
 * failover deletes the replication, by which the file system of the DR region becomes one that can be written to.
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
