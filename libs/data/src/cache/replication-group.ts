import { ElasticacheReplicationGroup } from '@cdktf/provider-aws/lib/elasticache-replication-group';
import { suppress } from '@bulkhead/cdktf';
import { type CacheSettings } from '@bulkhead/config';
import { snapshotIdentifier, type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';
import { quietHours } from '../placement/quiet-hours';
import { replicationGroupId } from './cache-identity';
import { type CacheLog } from './cache-logs';

/** The port of Valkey and Redis. A different one would hide nothing inside the VPC. */
export const cachePort = 6379;

/** Fewest days of snapshots that cdk-nag calls enough. */
const daysOfPolicy = 15;

export interface ReplicationGroupProps {
  readonly nameScope: NameScope;
  readonly settings: CacheSettings;
  /** Whether the cache outlives mistakes: it cannot be deleted, and changes wait for the maintenance window. */
  readonly isProtected: boolean;
  /** Whether a last snapshot is left when it is deleted. */
  readonly finalSnapshot: boolean;
  readonly keyArn: string;
  readonly logs: readonly CacheLog[];
  readonly parameterGroupName: string;
  readonly subnetGroupName: string;
  readonly securityGroupId: string;
  readonly userGroupId: string;
}

/** The nodes of the cache: a primary, and replicas in other zones that take over from it. */
export class ReplicationGroup extends Construct {
  readonly replicationGroup: ElasticacheReplicationGroup;

  constructor(scope: Construct, id: string, props: ReplicationGroupProps) {
    super(scope, id);
    const { nameScope, settings, isProtected, finalSnapshot } = props;
    const hours = quietHours(nameScope.region);

    this.replicationGroup = new ElasticacheReplicationGroup(this, 'group', {
      replicationGroupId: replicationGroupId(nameScope),
      description: `Cache of Bulkhead environment ${nameScope.environment}`,
      engine: settings.type,
      engineVersion: settings.engineVersion,
      // One place holds the version. Raised behind its back, it would look like a downgrade, which replaces the cache.
      autoMinorVersionUpgrade: 'false',
      parameterGroupName: props.parameterGroupName,

      nodeType: settings.nodeType,
      numCacheClusters: settings.nodes,
      automaticFailoverEnabled: settings.automaticFailover,
      // In another zone or not at all: ElastiCache refuses several zones without failover.
      multiAzEnabled: settings.automaticFailover,

      subnetGroupName: props.subnetGroupName,
      securityGroupIds: [props.securityGroupId],
      port: cachePort,

      atRestEncryptionEnabled: 'true',
      kmsKeyId: props.keyArn,
      transitEncryptionEnabled: true,
      // The other mode, `preferred`, takes plain text beside TLS.
      transitEncryptionMode: 'required',
      userGroupIds: [props.userGroupId],

      snapshotRetentionLimit: settings.snapshotRetentionDays,
      snapshotWindow: hours.backup,
      ...(finalSnapshot && { finalSnapshotIdentifier: snapshotIdentifier(nameScope, 'cache', 'final') }),

      maintenanceWindow: hours.maintenance,
      applyImmediately: !isProtected,
      logDeliveryConfiguration: props.logs.map(({ logType, logGroup }) => ({
        logType,
        logFormat: 'json',
        destinationType: 'cloudwatch-logs',
        destination: logGroup.name,
      })),

      lifecycle: {
        preventDestroy: isProtected,
        // A member of a global datastore is changed through the datastore only.
        ...(settings.globalDatastore && {
          ignoreChanges: ['node_type', 'engine', 'engine_version', 'parameter_group_name'],
        }),
      },
    });
    if (!isProtected) this.suppressRelaxed(settings);
  }

  /** What an environment that is not protected may do without; elsewhere the schema or the policy refuses it. */
  private suppressRelaxed({ automaticFailover, snapshotRetentionDays }: CacheSettings): void {
    const reason =
      'The environment is not protected, so it holds no patient data, and a lost session costs a developer a login.';
    if (!automaticFailover) suppress(this.replicationGroup, { rule: 'cache-failover', reason });
    if (snapshotRetentionDays < daysOfPolicy) {
      suppress(this.replicationGroup, {
        rule: 'HIPAA.Security-ElastiCacheRedisClusterAutomaticBackup',
        reason,
      });
    }
  }
}
