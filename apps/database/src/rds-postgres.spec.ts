import { resourcesOf, one } from '@bulkhead/cdktf/testing';
import { parsed, relationalOf, type TestEnvironment } from './testing';

const terraform = relationalOf('ecs-ec2');
const instance = one(terraform, 'aws_db_instance');
const keyArn = expect.stringMatching(/^\$\{aws_kms_key\.[^}]+\.arn\}$/);

describe('P4.1: the instance', () => {
  test('is RDS for PostgreSQL with a standby, in the isolated subnets', () => {
    expect(instance).toMatchObject({
      engine: 'postgres',
      instance_class: 'db.m7g.large',
      multi_az: true,
      publicly_accessible: false,
    });
    expect(instance).not.toHaveProperty('availability_zone');
    expect(one(terraform, 'aws_db_subnet_group')['subnet_ids']).toMatch(/consume-network-isolatedSubnetIds/);
  });

  test('gets new minor versions from RDS, and names no minor version that would downgrade it', () => {
    expect(instance).toMatchObject({ auto_minor_version_upgrade: true, engine_version: '16' });
  });

  test('is encrypted with the customer managed key: storage, secret and Performance Insights', () => {
    expect(instance).toMatchObject({
      storage_encrypted: true,
      kms_key_id: keyArn,
      master_user_secret_kms_key_id: keyArn,
      performance_insights_kms_key_id: keyArn,
    });
  });

  test('has gp3 storage that grows automatically', () => {
    expect(instance).toMatchObject({
      storage_type: 'gp3',
      allocated_storage: 100,
      max_allocated_storage: 500,
    });
  });

  test('is monitored: Performance Insights for 7 days, the operating system every 60 s, once its role is ready', () => {
    expect(instance).toMatchObject({
      performance_insights_enabled: true,
      performance_insights_retention_period: 7,
      monitoring_interval: 60,
      monitoring_role_arn: expect.stringMatching(/^\$\{aws_iam_role\..*\.arn\}$/),
      depends_on: expect.arrayContaining([expect.stringMatching(/^aws_iam_role_policy_attachment\./)]),
    });
    expect(parsed(one(terraform, 'aws_iam_role')['assume_role_policy']).Statement).toEqual([
      expect.objectContaining({
        Condition: expect.objectContaining({
          ArnLike: { 'aws:SourceArn': ['arn:aws:rds:us-east-1:123456789012:db:bulkhead-test-relational'] },
        }),
      }),
    ]);
  });

  test('accepts IAM authentication, and RDS manages and rotates the only password', () => {
    expect(instance).toMatchObject({
      iam_database_authentication_enabled: true,
      manage_master_user_password: true,
      username: 'bulkhead',
    });
    expect(one(terraform, 'aws_secretsmanager_secret_rotation')).toMatchObject({
      secret_id: expect.stringMatching(/^\$\{aws_db_instance\.[^}]+\.master_user_secret\[0\]\.secret_arn\}$/),
      rotation_rules: { automatically_after_days: 30 },
      rotate_immediately: false,
    });
  });

  test('exports both of its logs to groups that exist first, encrypted and with a retention', () => {
    expect(instance['enabled_cloudwatch_logs_exports']).toEqual(['postgresql', 'upgrade']);
    expect(resourcesOf(terraform, 'aws_cloudwatch_log_group')).toEqual(
      ['postgresql', 'upgrade'].map((log) =>
        expect.objectContaining({
          name: `/aws/rds/instance/bulkhead-test-relational/${log}`,
          kms_key_id: keyArn,
          retention_in_days: 365,
        }),
      ),
    );
    const before = instance['depends_on'] as string[];
    expect(before.filter((address) => address.startsWith('aws_cloudwatch_log_group.'))).toHaveLength(2);
  });

  test('has backups with point-in-time recovery, outside the maintenance window', () => {
    expect(instance).toMatchObject({
      backup_retention_period: 14,
      backup_window: '06:00-07:00',
      maintenance_window: 'sun:07:30-sun:08:30',
      copy_tags_to_snapshot: true,
      tags: expect.objectContaining({ 'bulkhead:backup': expect.any(String) }),
    });
  });
});

test.each([
  ['rds.force_ssl', '1'],
  ['log_connections', '1'],
  ['log_min_duration_statement', '1000'],
  ['pgaudit.log', 'ddl,role'],
  ['shared_preload_libraries', 'pg_stat_statements,pgaudit'],
])('P4.1: its own parameter group sets %s to %s, like the parameter group of a cluster', (name, value) => {
  const group = one(terraform, 'aws_db_parameter_group');
  expect(group).toMatchObject({ family: 'postgres16', lifecycle: { ignore_changes: ['description'] } });
  expect(group['parameter']).toContainEqual(expect.objectContaining({ name, value }));
  const ofCluster = one(relationalOf('saas'), 'aws_rds_cluster_parameter_group');
  expect(ofCluster['parameter']).toEqual(group['parameter']);
});

test('P4.1, P4.6: it is protected from deletion if the environment is protected, and leaves a snapshot', () => {
  expect(instance).toMatchObject({
    deletion_protection: true,
    skip_final_snapshot: false,
    final_snapshot_identifier: 'bulkhead-test-relational-final',
    delete_automated_backups: false,
    apply_immediately: false,
    lifecycle: { prevent_destroy: true },
  });
  const relaxedBy = (environment: TestEnvironment['environment']) =>
    one(relationalOf('ecs-ec2', { environment: { protected: false, ...environment } }), 'aws_db_instance');
  expect(relaxedBy({})).toMatchObject({
    deletion_protection: false,
    skip_final_snapshot: false,
    final_snapshot_identifier: 'bulkhead-test-relational-final',
    delete_automated_backups: false,
    lifecycle: { prevent_destroy: false },
  });
  const relaxed = relaxedBy({ finalSnapshots: false });
  expect(relaxed).toMatchObject({
    deletion_protection: false,
    skip_final_snapshot: true,
    delete_automated_backups: true,
    apply_immediately: true,
    lifecycle: { prevent_destroy: false },
  });
  expect(relaxed).not.toHaveProperty('final_snapshot_identifier');
});

test('P1.3: with own credentials the instance gets the password in a write-only attribute', () => {
  const own = relationalOf('ecs-ec2', {
    relational: { credentials: 'own' },
    credentials: { masterPasswordVersion: 3 },
  });
  expect(one(own, 'aws_db_instance')).toMatchObject({
    password_wo: expect.stringMatching(/ephemeral\./),
    password_wo_version: 3,
  });
  expect(one(own, 'aws_db_instance')).not.toHaveProperty('manage_master_user_password');
});

test.each([
  ['identifier', /^\$\{aws_db_instance\.[^}]+\.identifier\}$/],
  ['resourceId', /^\$\{aws_db_instance\.[^}]+\.resource_id\}$/],
  ['writerEndpoint', /^\$\{aws_db_instance\.[^}]+\.address\}$/],
  ['readerEndpoint', /^\$\{aws_db_instance\.[^}]+\.address\}$/],
  ['port', /^5432$/],
  ['databaseName', /^\$\{aws_db_instance\.[^}]+\.db_name\}$/],
  ['securityGroupId', /^\$\{aws_security_group\.[^}]+\.id\}$/],
  ['secretArn', /^\$\{aws_db_instance\.[^}]+\.master_user_secret\[0\]\.secret_arn\}$/],
  ['secretKeyArn', /^\$\{aws_kms_key\.[^}]+\.arn\}$/],
  ['keyArn', /^\$\{aws_kms_key\.[^}]+\.arn\}$/],
])('P4.1: `database` publishes %s, as for a cluster', (key, value) => {
  const parameters = terraform.resource['aws_ssm_parameter'] ?? {};
  expect(parameters[`publish-database-${key}`]?.['insecure_value']).toMatch(value);
  expect(Object.keys(parameters)).toEqual(
    Object.keys(relationalOf('saas').resource['aws_ssm_parameter'] ?? {}),
  );
});
