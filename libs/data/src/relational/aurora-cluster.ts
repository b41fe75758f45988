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
  /** Where its data comes from. */
  readonly data: ClusterData;
  /** Identifier of the global database that it is a cluster of. @default it stands alone */
  readonly globalClusterIdentifier?: string | undefined;
  /** Whether the cluster outlives mistakes: it cannot be deleted, and changes wait for the maintenance window. */
  readonly isProtected: boolean;
  /** Whether a last snapshot and the automated backups are left when it is deleted. */
  readonly finalSnapshot: boolean;
  /** ARN of the key of the storage and of the secret that RDS manages. */
  readonly keyArn: string;
  /** What RDS exports the logs to; it has to be there first. */
  readonly logGroups: readonly ITerraformDependable[];
  readonly parameterGroupName: string;
  readonly subnetGroupName: string;
  readonly securityGroupId: string;
}

/**
 * What a cluster begins with: a master user and an empty database, or all that the primary cluster of its global
 * database has, users included (pitfall 4).
 */
export type ClusterData =
  | { readonly masterUser: MasterUser }
  | {
      /** Name of the region of the primary cluster; RDS asks it, with the caller's rights, to share its storage. */
      readonly replicatedFrom: string;
    };

/** The Aurora cluster: its storage, backups and master user. It computes nothing without instances. */
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
      // Serverless v2 is a class of instance; the engine mode `serverless` is the retired v1.
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
 * Attributes that the global database changes. Its upgrade upgrades its clusters, which Terraform must not try a second
 * time. A failover takes a secondary out of it, and no cluster that is there can be put into one. Of a secondary AWS says
 * what it replicates, and a switchover makes a secondary of the primary: Terraform would take the value, which is in no
 * configuration, for one that is to go, and promote the cluster out of the global database.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/rds_cluster#replication_source_identifier
 */
function ignoredInGlobalDatabase(data: ClusterData): string[] {
  return [
    'engine_version',
    'replication_source_identifier',
    ...('replicatedFrom' in data ? ['global_cluster_identifier'] : []),
  ];
}

/** How the cluster is given the password of its master user. */
function password(masterUser: MasterUser, keyArn: string) {
  return masterUser.password === 'managed'
    ? { manageMasterUserPassword: true, masterUserSecretKmsKeyId: keyArn }
    : { masterPasswordWo: masterUser.value, masterPasswordWoVersion: masterUser.version };
}
