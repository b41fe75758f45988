import { BulkheadStack, consume, publish } from '@bulkhead/cdktf';
import { cacheInRegion, regionPlanOf } from '@bulkhead/config';
import { cache, network } from '@bulkhead/contracts';
import { type StackContext } from '@bulkhead/stack';
import { type Construct } from 'constructs';
import { RegionalCache } from './regional-cache';

/** The cache of a region. Regions differ only in their settings. */
export class CacheStack extends BulkheadStack {
  protected readonly cache: RegionalCache;

  constructor(scope: Construct, context: StackContext) {
    super(scope, context);
    const { environment, nameScope, role } = context;
    const zones = regionPlanOf(environment, role).availabilityZones.length;

    const { vpcId, isolatedSubnetIds } = consume(this, network, { isolatedSubnetIds: zones });
    this.cache = new RegionalCache(this, 'cache', {
      nameScope,
      settings: cacheInRegion(environment, role),
      vpcId,
      subnetIds: isolatedSubnetIds,
      isProtected: environment.protected,
      finalSnapshot: environment.finalSnapshots,
    });

    publish(this, cache, this.cache.values);
  }
}
