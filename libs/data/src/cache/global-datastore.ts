import { ElasticacheGlobalReplicationGroup } from '@cdktf/provider-aws/lib/elasticache-global-replication-group';
import { type ElasticacheReplicationGroup } from '@cdktf/provider-aws/lib/elasticache-replication-group';
import { type CacheSettings } from '@bulkhead/config';
import { type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';
import { replicationGroupId } from './cache-identity';

export interface GlobalDatastoreProps {
  readonly nameScope: NameScope;
  readonly settings: CacheSettings;
  /** The cache that accepts the writes. Caches of other regions join it. */
  readonly primary: ElasticacheReplicationGroup;
  /** Whether Terraform refuses to destroy the datastore. */
  readonly isProtected: boolean;
}

/**
 * Replicates the cache to other regions. Each region has a cache of the same node type and version, which can be
 * promoted. To change node type or version of the members, change them here.
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastore.html
 */
export class GlobalDatastore extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { nameScope, settings, primary, isProtected }: GlobalDatastoreProps,
  ) {
    super(scope, id);
    new ElasticacheGlobalReplicationGroup(this, 'datastore', {
      // AWS puts five characters in front of this suffix.
      globalReplicationGroupIdSuffix: replicationGroupId(nameScope),
      globalReplicationGroupDescription: `Cache of Bulkhead environment ${nameScope.environment}`,
      primaryReplicationGroupId: primary.id,
      automaticFailoverEnabled: settings.automaticFailover,
      cacheNodeType: settings.nodeType,
      engineVersion: settings.engineVersion,
      lifecycle: {
        preventDestroy: isProtected,
        // After a failover another member is the primary. Terraform would see a change and replace the datastore.
        // https://github.com/hashicorp/terraform-provider-aws/issues/46121
        ignoreChanges: ['primary_replication_group_id'],
      },
    });
  }
}
