import { ElasticacheReplicationGroup } from '@cdktf/provider-aws/lib/elasticache-replication-group';
import { suppress } from '@bulkhead/cdktf';
import { type CacheSettings } from '@bulkhead/config';
import { snapshotIdentifier, type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';
import { quietHours } from '../placement/quiet-hours';
import { replicationGroupId } from './cache-identity';
import { type CacheLog } from './cache-logs';

/** The port of Valkey and Redis. A different port would add no security inside the VPC. */
export const cachePort = 6379;

/** The minimum number of snapshot days in cdk-nag's rule. */
const daysOfPolicy = 15;

export interface ReplicationGroupProps {
  readonly nameScope: NameScope;
  readonly settings: CacheSettings;
  /** Whether the cache survives mistakes: it cannot be deleted, and changes wait for the maintenance window. */
  readonly isProtected: boolean;
  /** Whether the cache leaves a final snapshot when it is deleted. */
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
      // The version is only in the configuration. After an automatic upgrade, the next deploy would see a downgrade and
      // replace the cache.
      autoMinorVersionUpgrade: 'false',
      parameterGroupName: props.parameterGroupName,

      nodeType: settings.nodeType,
      numCacheClusters: settings.nodes,
      automaticFailoverEnabled: settings.automaticFailover,
      // Follows failover, since ElastiCache refuses several zones without failover.
      multiAzEnabled: settings.automaticFailover,

      subnetGroupName: props.subnetGroupName,
      securityGroupIds: [props.securityGroupId],
      port: cachePort,

      atRestEncryptionEnabled: 'true',
      kmsKeyId: props.keyArn,
      transitEncryptionEnabled: true,
      // The other mode, `preferred`, also accepts plain text.
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
        // A member of a global datastore can be changed only through the datastore.
        ...(settings.globalDatastore && {
          ignoreChanges: ['node_type', 'engine', 'engine_version', 'parameter_group_name'],
        }),
      },
    });
    if (!isProtected) this.suppressRelaxed(settings);
  }

  /**
   * Suppresses rules that an unprotected environment may break. In other environments the schema or the policy refuses
   * this.
   */
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
