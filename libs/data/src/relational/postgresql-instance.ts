import { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { type RdsPostgresSettings } from '@bulkhead/config';
import { type NameScope } from '@bulkhead/naming';
import { suppress } from '@bulkhead/cdktf';
import { type ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { type DatabaseIdentity } from './database-identity';
import { instanceMonitoring } from './instance-monitoring';
import { type MasterUser, masterUsername } from './master-user';
import { type MonitoringRole } from './monitoring-role';
import { majorVersion, postgresqlPort } from './postgresql';
import { quietHours } from '../placement/quiet-hours';
import { safekeeping } from './safekeeping';
import { suppressForOwnPassword, suppressForUnprotected } from './suppressions';

export interface PostgresqlInstanceProps {
  readonly nameScope: NameScope;
  readonly identity: DatabaseIdentity;
  readonly settings: RdsPostgresSettings;
  readonly masterUser: MasterUser;
  /** Whether the instance survives mistakes: it cannot be deleted, and changes wait for the maintenance window. */
  readonly isProtected: boolean;
  /** Whether the instance leaves a final snapshot and its automated backups when it is deleted. */
  readonly finalSnapshot: boolean;
  /** ARN of the key of the storage, Performance Insights and the secret that RDS manages. */
  readonly keyArn: string;
  /** The log groups for exported logs. They must exist before the instance. */
  readonly logGroups: readonly ITerraformDependable[];
  readonly monitoring: MonitoringRole;
  readonly parameterGroupName: string;
  readonly subnetGroupName: string;
  readonly securityGroupId: string;
}

/** A stand-alone instance of RDS for PostgreSQL, with a standby in another zone if the settings ask for one. */
export class PostgresqlInstance extends Construct {
  readonly instance: DbInstance;

  constructor(scope: Construct, id: string, props: PostgresqlInstanceProps) {
    super(scope, id);
    const { nameScope, identity, settings, masterUser, isProtected, keyArn, monitoring } = props;
    const windows = quietHours(nameScope.region);

    this.instance = new DbInstance(this, 'instance', {
      identifier: identity.identifier,
      engine: 'postgres',
      // RDS raises the minor version automatically (P4.1), and refuses to go back to an older one.
      engineVersion: majorVersion(settings.engineVersion),
      autoMinorVersionUpgrade: true,
      instanceClass: settings.instanceClass,
      multiAz: settings.multiAz,
      parameterGroupName: props.parameterGroupName,

      dbSubnetGroupName: props.subnetGroupName,
      vpcSecurityGroupIds: [props.securityGroupId],
      port: postgresqlPort,
      publiclyAccessible: false,

      storageType: 'gp3',
      allocatedStorage: settings.allocatedStorage,
      maxAllocatedStorage: settings.maxAllocatedStorage,

      dbName: settings.databaseName,
      username: masterUsername,
      ...(masterUser.password === 'managed'
        ? { manageMasterUserPassword: true, masterUserSecretKmsKeyId: keyArn }
        : { passwordWo: masterUser.value, passwordWoVersion: masterUser.version }),
      iamDatabaseAuthenticationEnabled: true,

      ...safekeeping(props),
      backupWindow: windows.backup,
      maintenanceWindow: windows.maintenance,
      enabledCloudwatchLogsExports: [...identity.exportedLogs],
      ...instanceMonitoring(monitoring, keyArn),

      lifecycle: { preventDestroy: isProtected },
      dependsOn: [...props.logGroups, monitoring.permissions],
    });
    this.explain(props);
  }

  /** Suppresses some rules of the policy, with the reasons. */
  private explain({ isProtected, settings, masterUser }: PostgresqlInstanceProps): void {
    if (!isProtected) suppressForUnprotected(this.instance);
    if (masterUser.password === 'own') suppressForOwnPassword(this.instance);
    if (!settings.multiAz) {
      suppress(this.instance, {
        rule: 'HIPAA.Security-RDSMultiAZSupport',
        reason:
          'Only an environment that is not protected may do without a standby, and it holds no patient data.',
      });
    }
    suppress(this.instance, {
      rule: 'HIPAA.Security-RDSInBackupPlan',
      reason:
        'RDS itself keeps backups of the instance, to any second of their retention; a plan of another stack cannot be seen from this one.',
    });
  }
}
