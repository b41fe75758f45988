import { type CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { RdsCluster } from '@cdktf/provider-aws/lib/rds-cluster';
import { type RelationalSettings } from '@bulkhead/config';
import { snapshotIdentifier, type NameScope } from '@bulkhead/naming';
import { suppress } from '@bulkhead/cdktf';
import { Construct } from 'constructs';
import { clusterIdentifier } from './cluster-identity';
import { postgresqlPort } from './postgresql';
import { backupWindow, maintenanceWindow } from './preferred-windows';

export interface AuroraClusterProps {
  readonly nameScope: NameScope;
  readonly settings: RelationalSettings;
  /** Whether the cluster outlives mistakes: it cannot be deleted, and changes wait for the maintenance window. */
  readonly isProtected: boolean;
  /** ARN of the key of the storage and of the master user's secret. */
  readonly keyArn: string;
  /** What RDS exports the log to; it has to be there first. */
  readonly logGroup: CloudwatchLogGroup;
  readonly parameterGroupName: string;
  readonly subnetGroupName: string;
  readonly securityGroupId: string;
}

/** The Aurora cluster: its storage, backups and master user. It computes nothing without instances. */
export class AuroraCluster extends Construct {
  readonly cluster: RdsCluster;

  constructor(scope: Construct, id: string, props: AuroraClusterProps) {
    super(scope, id);
    const { nameScope, settings, isProtected, keyArn } = props;

    this.cluster = new RdsCluster(this, 'cluster', {
      clusterIdentifier: clusterIdentifier(nameScope),
      engine: 'aurora-postgresql',
      engineVersion: settings.engineVersion,
      // Serverless v2 is a class of instance; the engine mode `serverless` is the retired v1.
      engineMode: 'provisioned',
      serverlessv2ScalingConfiguration: {
        minCapacity: settings.capacity.min,
        maxCapacity: settings.capacity.max,
      },
      dbClusterParameterGroupName: props.parameterGroupName,

      dbSubnetGroupName: props.subnetGroupName,
      vpcSecurityGroupIds: [props.securityGroupId],
      port: postgresqlPort,

      storageEncrypted: true,
      kmsKeyId: keyArn,

      databaseName: settings.databaseName,
      // Not the default `postgres`: Security Hub RDS.24.
      masterUsername: 'bulkhead',
      // RDS makes up the password and keeps it in Secrets Manager; it is in no template, plan or state.
      manageMasterUserPassword: true,
      masterUserSecretKmsKeyId: keyArn,
      iamDatabaseAuthenticationEnabled: true,

      backupRetentionPeriod: settings.backupRetentionDays,
      preferredBackupWindow: backupWindow,
      copyTagsToSnapshot: true,
      deleteAutomatedBackups: !isProtected,
      deletionProtection: isProtected,
      skipFinalSnapshot: !isProtected,
      ...(isProtected && { finalSnapshotIdentifier: snapshotIdentifier(nameScope, 'relational', 'final') }),

      preferredMaintenanceWindow: maintenanceWindow,
      applyImmediately: !isProtected,
      enabledCloudwatchLogsExports: ['postgresql'],

      lifecycle: { preventDestroy: isProtected },
      dependsOn: [props.logGroup],
    });
    if (!isProtected) {
      suppress(this.cluster, {
        rule: 'HIPAA.Security-RDSInstanceDeletionProtectionEnabled',
        reason:
          'The environment is not protected, so it holds no patient data and is destroyed when it is not needed.',
      });
    }
  }
}
