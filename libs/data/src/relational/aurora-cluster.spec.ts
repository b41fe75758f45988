import { type BulkheadStack } from '@bulkhead/cdktf';
import { one } from '@bulkhead/cdktf/testing';
import { type AuroraSettings } from '@bulkhead/config';
import { type NameScope } from '@bulkhead/naming';
import { type Attributes, regionOf, suppressedBy, terraformWith } from '../testing';
import { AuroraCluster, type AuroraClusterProps, type ClusterData } from './aurora-cluster';
import { auroraIdentity } from './database-identity';
import { ExportedLogs } from './exported-logs';

const keyArn = 'arn:aws:kms:eu-central-1:123456789012:key/1';
const common = {
  engineVersion: '16.13',
  databaseName: 'ehr',
  instances: 2,
  backupRetentionDays: 21,
  logRetentionDays: 365,
} as const;
const provisioned: AuroraSettings = {
  ...common,
  type: 'aurora-provisioned',
  instanceClass: 'db.r7g.large',
};
const serverless: AuroraSettings = {
  ...common,
  type: 'aurora-serverless-v2',
  capacity: { min: 0.5, max: 4 },
};

const managed: ClusterData = { masterUser: { password: 'managed' } };
const own: ClusterData = { masterUser: { password: 'own', value: '${ephemeral.some.password}', version: 3 } };
const replicated: ClusterData = { replicatedFrom: 'eu-central-1' };
const inGlobal = { globalClusterIdentifier: 'the-global-database' };

const build =
  (over: Partial<AuroraClusterProps> = {}) =>
  (stack: BulkheadStack, nameScope: NameScope) => {
    const identity = auroraIdentity(nameScope, { instances: 2 });
    const { logGroups } = new ExportedLogs(stack, 'logs', {
      identity,
      keyArn,
      retentionDays: 365,
      isProtected: true,
    });
    new AuroraCluster(stack, 'aurora', {
      nameScope,
      identity,
      settings: provisioned,
      data: managed,
      isProtected: true,
      finalSnapshot: true,
      keyArn,
      logGroups,
      parameterGroupName: 'the-parameters',
      subnetGroupName: 'the-subnets',
      securityGroupId: 'sg-1',
      ...over,
    });
  };
const clusterOf = (over: Partial<AuroraClusterProps> = {}, region = regionOf()) =>
  one(terraformWith(build(over), region), 'aws_rds_cluster');
/** Attributes whose changes Terraform ignores. */
const ignoredBy = (cluster: Attributes) => (cluster['lifecycle'] as Attributes)['ignore_changes'];

describe('P1.2, P5.2: the cluster', () => {
  const cluster = clusterOf();

  test('is Aurora PostgreSQL in the version of the settings, not the retired serverless v1', () => {
    expect(cluster).toMatchObject({
      engine: 'aurora-postgresql',
      engine_version: '16.13',
      engine_mode: 'provisioned',
    });
  });

  test('scales within the capacity of the settings on Serverless v2', () => {
    expect(clusterOf({ settings: serverless })).toMatchObject({
      engine_mode: 'provisioned',
      serverlessv2_scaling_configuration: { min_capacity: 0.5, max_capacity: 4 },
    });
  });

  test('has no capacity if the settings name an instance class', () => {
    expect(cluster).not.toHaveProperty('serverlessv2_scaling_configuration');
  });

  test('P5.3: is where its owner placed it, and listens on 5432', () => {
    expect(cluster).toMatchObject({
      db_subnet_group_name: 'the-subnets',
      vpc_security_group_ids: ['sg-1'],
      port: 5432,
    });
  });

  test('has the parameters of its owner: TLS only, and an audit trail', () => {
    expect(cluster['db_cluster_parameter_group_name']).toBe('the-parameters');
  });

  test('P3.10: is encrypted with the key of its owner', () => {
    expect(cluster).toMatchObject({ storage_encrypted: true, kms_key_id: keyArn });
  });

  test('exports its log to a group that exists first', () => {
    expect(cluster).toMatchObject({
      enabled_cloudwatch_logs_exports: ['postgresql'],
      depends_on: [expect.stringMatching(/^aws_cloudwatch_log_group\.logs_/)],
    });
  });

  test('P1.9, P3.8: keeps backups as long as the settings say, and is selected by the backup plans', () => {
    expect(cluster).toMatchObject({
      backup_retention_period: 21,
      copy_tags_to_snapshot: true,
      tags: expect.objectContaining({ 'bulkhead:backup': 'tiered' }),
    });
  });

  test.each([
    ['primary', '00:00-01:00', 'sun:01:30-sun:02:30'],
    ['dr', '00:00-01:00', 'sun:01:30-sun:02:30'],
  ] as const)('makes backups in %s in the window %s, before the maintenance', (role, backup, maintenance) => {
    expect(clusterOf({}, regionOf(role))).toMatchObject({
      preferred_backup_window: backup,
      preferred_maintenance_window: maintenance,
    });
  });
});

describe('P1.3: the master user', () => {
  test('has a password of RDS under the key of the database', () => {
    expect(clusterOf({ data: managed })).toMatchObject({
      master_username: 'bulkhead',
      manage_master_user_password: true,
      master_user_secret_kms_key_id: keyArn,
    });
  });

  test('P3.10: with an own password, has it in a write-only attribute alone', () => {
    const cluster = clusterOf({ data: own });
    expect(cluster).toMatchObject({
      master_username: 'bulkhead',
      master_password_wo: '${ephemeral.some.password}',
      master_password_wo_version: 3,
    });
    for (const other of ['master_password', 'manage_master_user_password', 'master_user_secret_kms_key_id'])
      expect(cluster).not.toHaveProperty(other);
  });

  test.each([
    ['a managed password', managed],
    ['an own password', own],
  ])('with %s, the cluster creates the database of the settings', (_, data) => {
    expect(clusterOf({ data })['database_name']).toBe('ehr');
  });

  test('pitfall 4: a secondary gets neither user nor database: its data has both', () => {
    const cluster = clusterOf({ data: replicated, ...inGlobal });
    expect(cluster['source_region']).toBe('eu-central-1');
    for (const own of [
      'master_username',
      'master_password_wo',
      'manage_master_user_password',
      'database_name',
    ])
      expect(cluster).not.toHaveProperty(own);
  });

  test.each([
    ['managed', managed],
    ['own', own],
    ['replicated', replicated],
  ])('P5.2: other users connect with IAM, whatever the password is: %s', (_, data) => {
    expect(clusterOf({ data })['iam_database_authentication_enabled']).toBe(true);
  });
});

describe('P1.11: a cluster of a global database', () => {
  test.each([
    ['the primary', own],
    ['a secondary', replicated],
  ])('%s joins by the name, and ignores what an upgrade or a failover changes', (_, data) => {
    const cluster = clusterOf({ data, ...inGlobal });
    expect(cluster['global_cluster_identifier']).toBe('the-global-database');
    expect(cluster).not.toHaveProperty('replication_source_identifier');
    expect(ignoredBy(cluster)).toEqual(
      expect.arrayContaining(['engine_version', 'replication_source_identifier']),
    );
  });

  test('only a secondary may leave it: a failover removes the secondary, and no cluster can join again', () => {
    expect(ignoredBy(clusterOf({ data: replicated, ...inGlobal }))).toContain('global_cluster_identifier');
    expect(ignoredBy(clusterOf({ data: own, ...inGlobal }))).not.toContain('global_cluster_identifier');
  });

  test('a stand-alone cluster ignores nothing', () => {
    const cluster = clusterOf();
    expect(cluster).not.toHaveProperty('global_cluster_identifier');
    expect(ignoredBy(cluster)).toBeUndefined();
  });
});

describe('P4.6: protection', () => {
  test.each([true, false])('with `isProtected: %s`, it can be kept or deleted', (isProtected) => {
    expect(clusterOf({ isProtected })).toMatchObject({
      deletion_protection: isProtected,
      apply_immediately: !isProtected,
      lifecycle: { prevent_destroy: isProtected },
    });
  });

  // The protection must be lifted before a deletion, so it does not decide about the snapshot.
  test.each([true, false])(
    'with `isProtected: %s`, a deletion leaves a snapshot and the backups',
    (isProtected) => {
      expect(clusterOf({ isProtected, finalSnapshot: true })).toMatchObject({
        skip_final_snapshot: false,
        final_snapshot_identifier: 'bulkhead-test-relational-final',
        delete_automated_backups: false,
      });
    },
  );

  test('without final snapshots, a deletion leaves nothing', () => {
    const cluster = clusterOf({ isProtected: false, finalSnapshot: false });
    expect(cluster).toMatchObject({ skip_final_snapshot: true, delete_automated_backups: true });
    expect(cluster).not.toHaveProperty('final_snapshot_identifier');
  });

  test('unprotected, it is encrypted, backed up and logged in the same way', () => {
    const [strict, relaxed] = [true, false].map((isProtected) => clusterOf({ isProtected }));
    const changed = Object.keys(strict ?? {}).filter(
      (attribute) => JSON.stringify(strict?.[attribute]) !== JSON.stringify(relaxed?.[attribute]),
    );
    expect(changed.sort()).toEqual(['apply_immediately', 'deletion_protection', 'lifecycle']);
  });
});

describe('the reasons why a rule need not hold', () => {
  const deletion = 'HIPAA.Security-RDSInstanceDeletionProtectionEnabled';

  test.each<[string, Partial<AuroraClusterProps>, string[]]>([
    ['protected, with the password of RDS', {}, []],
    ['unprotected', { isProtected: false }, [deletion]],
    ['alone with an own password', { data: own }, ['managed-password']],
    // A global database cannot have the password of RDS, so there is nothing to explain.
    ['in a global database with an own password', { data: own, ...inGlobal }, []],
    ['a secondary', { data: replicated, ...inGlobal }, []],
  ])('%s: %j', (_, over, rules) => {
    expect(suppressedBy(build(over))).toEqual(rules);
  });
});
