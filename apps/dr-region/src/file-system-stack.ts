import { BulkheadStack, consume, publish } from '@bulkhead/cdktf';
import { regionPlanOf, settingsOf } from '@bulkhead/config';
import { fileSystem, network } from '@bulkhead/contracts';
import { RegionalFileSystem } from '@bulkhead/data/file-system';
import { type StackContext } from '@bulkhead/stack';
import { type Construct } from 'constructs';

/** The file system of the DR region, which only the replication writes to until a failover ends it. */
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
      isReplica: true,
    });

    publish(this, fileSystem, values);
  }
}
