import { ElasticacheGlobalReplicationGroup } from '@cdktf/provider-aws/lib/elasticache-global-replication-group';
import { type ElasticacheReplicationGroup } from '@cdktf/provider-aws/lib/elasticache-replication-group';
import { type CacheSettings } from '@bulkhead/config';
import { type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';
import { replicationGroupId } from './cache-identity';

export interface GlobalDatastoreProps {
  readonly nameScope: NameScope;
  readonly settings: CacheSettings;
  /** The cache that takes the writes; caches of other regions join it. */
  readonly primary: ElasticacheReplicationGroup;
  /** Refuses to be destroyed by Terraform. */
  readonly isProtected: boolean;
}

/**
 * Replicates the cache to other regions, which each have a cache of the same node type and version that can be
 * promoted. Node type and version of its members are changed here.
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
      // AWS puts five characters of its own before it.
      globalReplicationGroupIdSuffix: replicationGroupId(nameScope),
      globalReplicationGroupDescription: `Cache of Bulkhead environment ${nameScope.environment}`,
      primaryReplicationGroupId: primary.id,
      automaticFailoverEnabled: settings.automaticFailover,
      cacheNodeType: settings.nodeType,
      engineVersion: settings.engineVersion,
      lifecycle: {
        preventDestroy: isProtected,
        // After a failover the primary is another member: to read that as a change would replace the datastore.
        // https://github.com/hashicorp/terraform-provider-aws/issues/46121
        ignoreChanges: ['primary_replication_group_id'],
      },
    });
  }
}
