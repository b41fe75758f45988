import { type FileSystemSettings } from '@bulkhead/config';
import { type ContractValues, type fileSystem } from '@bulkhead/contracts';
import { type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';
import { ApplicationAccess } from './application-access';
import { FileSystemKey } from './file-system-key';
import { MountTargets } from './mount-targets';
import { SharedFileSystem } from './shared-file-system';

export interface RegionalFileSystemProps {
  readonly nameScope: NameScope;
  readonly settings: FileSystemSettings;
  readonly vpcId: string;
  /** Availability zones of the region, such as `us-east-1a`. */
  readonly zones: readonly string[];
  /** Isolated subnets, one per zone and in the order of `zones`. */
  readonly subnetIds: string[];
  readonly isProtected: boolean;
  /** Whether the file system is a replica of another region's. @default false */
  readonly isReplica?: boolean;
}

/** The file system that the tasks of a region share, with a mount target in each zone. */
export class RegionalFileSystem extends Construct {
  /** The values that an application in the region needs to mount the file system. */
  readonly values: ContractValues<(typeof fileSystem)['parameters']>;

  constructor(scope: Construct, id: string, props: RegionalFileSystemProps) {
    super(scope, id);
    const { nameScope, settings, vpcId, zones, subnetIds, isProtected, isReplica = false } = props;

    const { key } = new FileSystemKey(this, 'encryption', { nameScope, isProtected });
    const { fileSystem } = new SharedFileSystem(this, 'files', {
      nameScope,
      settings,
      keyArn: key.arn,
      isProtected,
      isReplica,
    });
    const { securityGroup } = new MountTargets(this, 'mount-targets', {
      nameScope,
      fileSystem,
      vpcId,
      zones,
      subnetIds,
    });
    const { accessPoint } = new ApplicationAccess(this, 'access', { fileSystem, account: nameScope.account });

    this.values = {
      fileSystemId: fileSystem.id,
      fileSystemArn: fileSystem.arn,
      accessPointId: accessPoint.id,
      accessPointArn: accessPoint.arn,
      securityGroupId: securityGroup.id,
      keyArn: key.arn,
    };
  }
}
