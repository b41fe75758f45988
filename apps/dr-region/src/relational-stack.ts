import { BulkheadStack, consume, publish } from '@bulkhead/cdktf';
import { regionPlanOf, standbyRelational } from '@bulkhead/config';
import { database, globalDatabase, network } from '@bulkhead/contracts';
import { ReplicatedCredentials } from '@bulkhead/data/credentials';
import { AuroraDatabase, valuesOf } from '@bulkhead/data/relational';
import { type StackContext } from '@bulkhead/stack';
import { type Construct } from 'constructs';

/**
 * The secondary cluster of the global database. The cluster joins the global database by name, and finds the replicas
 * of its secrets by name, so this stack needs nothing from the primary region.
 */
export class RelationalStack extends BulkheadStack {
  constructor(scope: Construct, context: StackContext) {
    super(scope, context);
    const { environment, nameScope, role } = context;
    const settings = standbyRelational(environment);
    const primaryRegion = regionPlanOf(environment, 'primary').name;
    const zones = regionPlanOf(environment, role).availabilityZones.map(({ name }) => name);

    const { vpcId, isolatedSubnetIds } = consume(this, network, { isolatedSubnetIds: zones.length });
    const credentials = new ReplicatedCredentials(this, 'credentials', {
      nameScope,
      primaryRegion,
    });
    const relational = new AuroraDatabase(this, 'database', {
      nameScope,
      settings,
      data: { replicatedFrom: primaryRegion },
      zones,
      vpcId,
      subnetIds: isolatedSubnetIds,
      isProtected: environment.protected,
      finalSnapshot: environment.finalSnapshots,
    });

    publish(this, database, valuesOf(relational, credentials));
    if (relational.global) publish(this, globalDatabase, relational.global);
  }
}
