import { BulkheadStack, consume, publish } from '@bulkhead/cdktf';
import { regionPlanOf, standbyCache } from '@bulkhead/config';
import { cache, network } from '@bulkhead/contracts';
import { RegionalCache } from '@bulkhead/data/cache';
import { type StackContext } from '@bulkhead/stack';
import { type Construct } from 'constructs';

/** The cache of the DR region, which is empty until the application there uses it: sessions do not outlive a failover. */
export class CacheStack extends BulkheadStack {
  constructor(scope: Construct, context: StackContext) {
    super(scope, context);
    const { environment, nameScope, role } = context;
    const zones = regionPlanOf(environment, role).availabilityZones.length;

    const { vpcId, isolatedSubnetIds } = consume(this, network, { isolatedSubnetIds: zones });
    const { values } = new RegionalCache(this, 'cache', {
      nameScope,
      settings: standbyCache(environment),
      vpcId,
      subnetIds: isolatedSubnetIds,
      isProtected: environment.protected,
      finalSnapshot: environment.finalSnapshots,
    });

    publish(this, cache, values);
  }
}
