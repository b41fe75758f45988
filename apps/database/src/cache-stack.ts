import { suppress } from '@bulkhead/cdktf';
import { CacheStack as RegionalCacheStack } from '@bulkhead/data/cache';
import { type StackContext } from '@bulkhead/stack';
import { type Construct } from 'constructs';

/** The cache of the primary region. */
export class CacheStack extends RegionalCacheStack {
  constructor(scope: Construct, context: StackContext) {
    super(scope, context);
    if (!context.environment.apps['dr-region']) return;
    suppress(this.cache.replicationGroup, {
      rule: 'replication-path',
      reason:
        'The cache holds sessions, which a user makes again by logging in: the DR region has a cache of its own, and a session that outlived a failover would be no gain for its cost.',
    });
  }
}
