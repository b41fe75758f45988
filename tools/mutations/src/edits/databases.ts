import { dropped, type Edit, ofTypes, removed, setting } from '../edit';
import { type Body, type TemplateResource } from '../template';

const clusters = ['aws_rds_cluster', 'AWS::RDS::DBCluster'];
const instances = ['aws_rds_cluster_instance', 'aws_db_instance', 'AWS::RDS::DBInstance'];
const parameterGroups = ['aws_rds_cluster_parameter_group', 'aws_db_parameter_group'];

/** Databases: network access, backups and logs. */
export const databases = [
  setting(['deletion_protection', 'DeletionProtection', 'DeletionProtectionEnabled'], false, dropped),
  setting(['backup_retention_period', 'BackupRetentionPeriod'], 0, 1),
  setting(['publicly_accessible', 'PubliclyAccessible'], true),
  setting(['iam_database_authentication_enabled', 'EnableIAMDatabaseAuthentication'], false),
  setting(['enabled_cloudwatch_logs_exports', 'EnableCloudwatchLogsExports'], dropped),
  setting(['engine_version', 'EngineVersion'], '15.4'),
  setting(['monitoring_interval', 'MonitoringInterval'], 0),
  setting(['automatically_after_days', 'AutomaticallyAfterDays'], 365),
  setting(['multi_az', 'MultiAZ', 'automatic_failover_enabled', 'AutomaticFailoverEnabled'], false),
  ofTypes(clusters, {
    change: 'a password of its own, in plain text',
    apply: ({ body, type }) => {
      const [managed, password] =
        type === 'aws_rds_cluster'
          ? ['manage_master_user_password', 'master_password']
          : ['ManageMasterUserPassword', 'MasterUserPassword'];
      body[managed] = false;
      body[password] = 'correct-horse-battery-staple';
    },
  }),
  ofTypes(['aws_secretsmanager_secret_rotation', 'AWS::SecretsManager::RotationSchedule'], removed),
  ofTypes(instances, removed),
  ofTypes(['aws_elasticache_parameter_group', ...parameterGroups], {
    change: 'created before the old one is destroyed',
    apply: ({ body }) => {
      body['lifecycle'] = { create_before_destroy: true };
    },
  }),
  ofTypes(
    parameterGroups,
    parameter('rds.force_ssl', '0'),
    parameter('rds.force_ssl', undefined),
    parameter('log_connections', '0'),
    parameter('log_disconnections', '0'),
    parameter('log_statement', 'all'),
    parameter('log_parameter_max_length', '-1'),
    parameter('shared_preload_libraries', 'pg_stat_statements'),
    parameter('pgaudit.log', 'none'),
  ),
];

/** Sets a parameter of PostgreSQL to another value, or leaves the parameter out. */
function parameter(name: string, value: string | undefined): Edit {
  return {
    change: value === undefined ? `${name} left out` : `${name} = ${value}`,
    apply: ({ body }: TemplateResource) => {
      const all = (body['parameter'] ?? []) as Body[];
      const rest = all.filter((each) => each['name'] !== name);
      body['parameter'] = value === undefined ? rest : [...rest, { name, value, apply_method: 'immediate' }];
    },
  };
}
