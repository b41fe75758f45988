import { BulkheadStack, consume, publish } from '@bulkhead/cdktf';
import { regionPlanOf, settingsOf } from '@bulkhead/config';
import { fileSystem as fileSystemContract, network } from '@bulkhead/contracts';
import { ApplicationAccess, FileSystemKey, MountTargets, SharedFileSystem } from '@bulkhead/data/file-system';
import { type StackContext } from '@bulkhead/stack';
import { type Construct } from 'constructs';

/** The file system that the tasks of a region share. */
export class FileSystemStack extends BulkheadStack {
  constructor(scope: Construct, context: StackContext) {
    super(scope, context);
    const { environment, nameScope, role } = context;
    const zones = regionPlanOf(environment, role).availabilityZones.map(({ name }) => name);
    const isProtected = environment.protected;

    const { key } = new FileSystemKey(this, 'encryption', { nameScope, isProtected });
    const { fileSystem } = new SharedFileSystem(this, 'files', {
      nameScope,
      settings: settingsOf(environment, 'database', 'file-system'),
      keyArn: key.arn,
      isProtected,
    });
    const { vpcId, isolatedSubnetIds } = consume(this, network, { isolatedSubnetIds: zones.length });
    const { securityGroup } = new MountTargets(this, 'mount-targets', {
      nameScope,
      fileSystem,
      vpcId,
      zones,
      subnetIds: isolatedSubnetIds,
    });
    const { accessPoint } = new ApplicationAccess(this, 'access', {
      fileSystem,
      account: environment.account,
    });

    publish(this, fileSystemContract, {
      fileSystemId: fileSystem.id,
      fileSystemArn: fileSystem.arn,
      accessPointId: accessPoint.id,
      accessPointArn: accessPoint.arn,
      securityGroupId: securityGroup.id,
      keyArn: key.arn,
    });
  }
}
