import { RdsCluster } from '@cdktf/provider-aws/lib/rds-cluster';
import { type AuroraSettings } from '@bulkhead/config';
import { type NameScope } from '@bulkhead/naming';
import { type ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { type DatabaseIdentity } from './database-identity';
import { type MasterUser, masterUsername } from './master-user';
import { auroraEngine, postgresqlPort } from './postgresql';
import { quietHours } from '../placement/quiet-hours';
import { safekeeping } from './safekeeping';
import { suppressForOwnPassword, suppressForUnprotected } from './suppressions';

export interface AuroraClusterProps {
  readonly nameScope: NameScope;
  readonly identity: DatabaseIdentity;
  readonly settings: AuroraSettings;
  /** The source of its data. */
  readonly data: ClusterData;
  /** Identifier of the global database of the cluster. @default the cluster stands alone */
  readonly globalClusterIdentifier?: string | undefined;
  /** Whether the cluster survives mistakes: it cannot be deleted, and changes wait for the maintenance window. */
  readonly isProtected: boolean;
  /** Whether the cluster leaves a final snapshot and its automated backups when it is deleted. */
  readonly finalSnapshot: boolean;
  /** ARN of the key of the storage and of the secret that RDS manages. */
  readonly keyArn: string;
  /** The log groups for exported logs. They must exist before the cluster. */
  readonly logGroups: readonly ITerraformDependable[];
  readonly parameterGroupName: string;
  readonly subnetGroupName: string;
  readonly securityGroupId: string;
}

/**
 * The initial data of a cluster: a master user and an empty database, or all data of the primary cluster of its global
 * database, including the users (pitfall 4).
 */
export type ClusterData =
  | { readonly masterUser: MasterUser }
  | {
      /**
       * Name of the primary cluster's region. RDS asks that region to share its storage, with the rights of the caller.
       */
      readonly replicatedFrom: string;
    };

/** The Aurora cluster: its storage, backups and master user. Only instances can run queries. */
export class AuroraCluster extends Construct {
  readonly cluster: RdsCluster;

  constructor(scope: Construct, id: string, props: AuroraClusterProps) {
    super(scope, id);
    const { nameScope, identity, settings, data, globalClusterIdentifier, isProtected, keyArn } = props;
    const windows = quietHours(nameScope.region);

    this.cluster = new RdsCluster(this, 'cluster', {
      clusterIdentifier: identity.identifier,
      engine: auroraEngine,
      engineVersion: settings.engineVersion,
      // Serverless v2 is an instance class. The engine mode `serverless` is the retired v1.
      engineMode: 'provisioned',
      ...(settings.type === 'aurora-serverless-v2' && {
        serverlessv2ScalingConfiguration: {
          minCapacity: settings.capacity.min,
          maxCapacity: settings.capacity.max,
        },
      }),
      ...(globalClusterIdentifier && { globalClusterIdentifier }),
      dbClusterParameterGroupName: props.parameterGroupName,

      dbSubnetGroupName: props.subnetGroupName,
      vpcSecurityGroupIds: [props.securityGroupId],
      port: postgresqlPort,

      ...('masterUser' in data
        ? { databaseName: settings.databaseName, masterUsername, ...password(data.masterUser, keyArn) }
        : { sourceRegion: data.replicatedFrom }),
      iamDatabaseAuthenticationEnabled: true,

      ...safekeeping(props),
      preferredBackupWindow: windows.backup,
      preferredMaintenanceWindow: windows.maintenance,
      enabledCloudwatchLogsExports: [...identity.exportedLogs],

      lifecycle: {
        preventDestroy: isProtected,
        ...(globalClusterIdentifier && { ignoreChanges: ignoredInGlobalDatabase(data) }),
      },
      dependsOn: [...props.logGroups],
    });
    if (!isProtected) suppressForUnprotected(this.cluster);
    if (!globalClusterIdentifier && 'masterUser' in data && data.masterUser.password === 'own')
      suppressForOwnPassword(this.cluster);
  }
}

/**
 * Attributes that the global database changes. An upgrade of the global database upgrades its clusters, and Terraform
 * must not try again. A failover removes a secondary from the global database, and no existing cluster can join one.
 * AWS reports the replication source of a secondary, and a switchover turns the primary into a secondary. The
 * configuration does not have this value, so Terraform would remove it, and so promote the cluster out of the global
 * database.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/rds_cluster#replication_source_identifier
 */
function ignoredInGlobalDatabase(data: ClusterData): string[] {
  return [
    'engine_version',
    'replication_source_identifier',
    ...('replicatedFrom' in data ? ['global_cluster_identifier'] : []),
  ];
}

/** How the cluster gets the password of its master user. */
function password(masterUser: MasterUser, keyArn: string) {
  return masterUser.password === 'managed'
    ? { manageMasterUserPassword: true, masterUserSecretKmsKeyId: keyArn }
    : { masterPasswordWo: masterUser.value, masterPasswordWoVersion: masterUser.version };
}
