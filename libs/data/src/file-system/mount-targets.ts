import { type EfsFileSystem } from '@cdktf/provider-aws/lib/efs-file-system';
import { EfsMountTarget } from '@cdktf/provider-aws/lib/efs-mount-target';
import { type SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { type NameScope } from '@bulkhead/naming';
import { Fn } from 'cdktf';
import { Construct } from 'constructs';
import { ClosedSecurityGroup } from '../placement/closed-security-group';

export interface MountTargetsProps {
  readonly nameScope: NameScope;
  readonly fileSystem: EfsFileSystem;
  readonly vpcId: string;
  /** Availability zones of the region, such as `us-east-1a`. */
  readonly zones: readonly string[];
  /** Isolated subnets, one per zone and in the order of `zones`. */
  readonly subnetIds: string[];
}

/** The mount targets of the file system: one in each zone, so that no zone depends on another. */
export class MountTargets extends Construct {
  readonly securityGroup: SecurityGroup;

  constructor(scope: Construct, id: string, props: MountTargetsProps) {
    super(scope, id);
    const { nameScope, fileSystem, vpcId, zones, subnetIds } = props;
    this.securityGroup = new ClosedSecurityGroup(this, 'security-group', {
      nameScope,
      name: 'file-system',
      what: 'File system',
      vpcId,
    }).securityGroup;
    zones.forEach((zone, index) => {
      new EfsMountTarget(this, zone, {
        fileSystemId: fileSystem.id,
        subnetId: Fn.element(subnetIds, index) as string,
        securityGroups: [this.securityGroup.id],
      });
    });
  }
}
