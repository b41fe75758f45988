import { type RdsPostgresSettings } from '@bulkhead/config';
import { type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';
import { instanceIdentity } from './database-identity';
import { DatabasePlacement } from './database-placement';
import { ExportedLogs } from './exported-logs';
import { InstanceParameterGroup } from './instance-parameter-group';
import { type MasterUser } from './master-user';
import { MonitoringRole } from './monitoring-role';
import { PostgresqlInstance } from './postgresql-instance';
import { managedSecretArn, type RelationalDatabase } from './relational-database';
import { RelationalKey } from './relational-key';

export interface PostgresqlDatabaseProps {
  readonly nameScope: NameScope;
  readonly settings: RdsPostgresSettings;
  readonly masterUser: MasterUser;
  readonly vpcId: string;
  /** Isolated subnets, one per zone. */
  readonly subnetIds: string[];
  readonly isProtected: boolean;
  /** Whether the database leaves a final snapshot and its automated backups when it is deleted. */
  readonly finalSnapshot: boolean;
}

/** RDS for PostgreSQL in one region: one instance with its standby. */
export class PostgresqlDatabase extends Construct implements RelationalDatabase {
  readonly identifier: string;
  readonly resourceId: string;
  readonly writerEndpoint: string;
  readonly readerEndpoint: string;
  readonly databaseName: string;
  readonly securityGroupId: string;
  readonly keyArn: string;
  readonly managedSecretArn: string | undefined;
  readonly target: { readonly dbInstanceIdentifier: string };
  readonly instances: RelationalDatabase['instances'];

  constructor(scope: Construct, id: string, props: PostgresqlDatabaseProps) {
    super(scope, id);
    const { nameScope, settings, masterUser, isProtected } = props;
    const identity = instanceIdentity(nameScope);

    const { subnetGroup, securityGroup } = new DatabasePlacement(this, 'placement', props);
    const { key } = new RelationalKey(this, 'encryption', {
      nameScope,
      identity,
      password: masterUser.password,
      isProtected,
    });
    const { logGroups } = new ExportedLogs(this, 'logs', {
      identity,
      keyArn: key.arn,
      retentionDays: settings.logRetentionDays,
      isProtected,
    });
    const { parameterGroup } = new InstanceParameterGroup(this, 'parameters', {
      nameScope,
      engineVersion: settings.engineVersion,
    });
    const { instance } = new PostgresqlInstance(this, 'postgresql', {
      nameScope,
      identity,
      settings,
      masterUser,
      isProtected,
      finalSnapshot: props.finalSnapshot,
      keyArn: key.arn,
      logGroups,
      monitoring: new MonitoringRole(this, 'monitoring', { nameScope, ...identity }),
      parameterGroupName: parameterGroup.name,
      subnetGroupName: subnetGroup.name,
      securityGroupId: securityGroup.id,
    });

    this.identifier = instance.identifier;
    this.resourceId = instance.resourceId;
    this.writerEndpoint = instance.address;
    this.readerEndpoint = instance.address;
    this.databaseName = instance.dbName;
    this.securityGroupId = securityGroup.id;
    this.keyArn = key.arn;
    this.managedSecretArn = masterUser.password === 'managed' ? managedSecretArn(instance) : undefined;
    this.target = { dbInstanceIdentifier: instance.identifier };
    this.instances = [instance];
  }
}
