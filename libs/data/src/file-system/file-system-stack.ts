import { BulkheadStack, consume, publish } from '@bulkhead/cdktf';
import { regionPlanOf, settingsOf } from '@bulkhead/config';
import { fileSystem, network } from '@bulkhead/contracts';
import { type StackContext } from '@bulkhead/stack';
import { type Construct } from 'constructs';
import { RegionalFileSystem } from './regional-file-system';

/** The file system of a region, with the same settings in each. The DR region has a replica of the primary region's. */
export class FileSystemStack extends BulkheadStack {
  constructor(scope: Construct, context: StackContext) {
    super(scope, context);
    const { environment, nameScope, role } = context;
    const zones = regionPlanOf(environment, role).availabilityZones.map(({ name }) => name);

    const { vpcId, isolatedSubnetIds } = consume(this, network, { isolatedSubnetIds: zones.length });
    const { values } = new RegionalFileSystem(this, 'file-system', {
      nameScope,
      settings: settingsOf(environment, 'database', 'file-system'),
      vpcId,
      zones,
      subnetIds: isolatedSubnetIds,
      isProtected: environment.protected,
      isReplica: role === 'dr',
    });

    publish(this, fileSystem, values);
  }
}
