import { BulkheadStack, consume, publish, suppress } from '@bulkhead/cdktf';
import { regionPlanOf, settingsOf } from '@bulkhead/config';
import { cache, network } from '@bulkhead/contracts';
import { RegionalCache } from '@bulkhead/data/cache';
import { type StackContext } from '@bulkhead/stack';
import { type Construct } from 'constructs';

/** The cache of the primary region. */
export class CacheStack extends BulkheadStack {
  constructor(scope: Construct, context: StackContext) {
    super(scope, context);
    const { environment, nameScope, role } = context;
    const zones = regionPlanOf(environment, role).availabilityZones.length;

    const { vpcId, isolatedSubnetIds } = consume(this, network, { isolatedSubnetIds: zones });
    const { values, replicationGroup } = new RegionalCache(this, 'cache', {
      nameScope,
      settings: settingsOf(environment, 'database', 'cache'),
      vpcId,
      subnetIds: isolatedSubnetIds,
      isProtected: environment.protected,
      finalSnapshot: environment.finalSnapshots,
    });
    if (environment.apps['dr-region']) {
      suppress(replicationGroup, {
        rule: 'replication-path',
        reason:
          'The cache holds sessions, which a user makes again by logging in: the DR region has a cache of its own, and a session that outlived a failover would be no gain for its cost.',
      });
    }

    publish(this, cache, values);
  }
}
