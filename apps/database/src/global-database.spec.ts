import { resourcesOf, terraformOf, one } from '@bulkhead/cdktf/testing';
import { type Attributes, contextOf, ephemeralsOf, relationalOf, type TestEnvironment } from './testing';
import { RelationalStack } from './relational-stack';

const globalPresets = ['patient-data', 'web-multi-region', 'hipaa-dr'] as const;

/** Attributes of a resource whose changes Terraform ignores. */
const ignored = (resource: Attributes) => (resource['lifecycle'] as Attributes)['ignore_changes'];

describe.each(globalPresets)('%s', (preset) => {
  const terraform = relationalOf(preset);
  const cluster = one(terraform, 'aws_rds_cluster');
  const globalCluster = one(terraform, 'aws_rds_global_cluster');

  test('P1.2, P2.12, P3.3: the cluster is the primary of an encrypted global database', () => {
    expect(globalCluster).toMatchObject({
      global_cluster_identifier: 'bulkhead-test-relational-global',
      engine: 'aurora-postgresql',
      storage_encrypted: true,
    });
    expect(cluster['global_cluster_identifier']).toMatch(
      /^\$\{aws_rds_global_cluster\.[^}]+\.global_cluster_identifier\}$/,
    );
  });

  test('the cluster names the database: a name in the global cluster would force its replacement', () => {
    expect(cluster['database_name']).toBe('app');
    expect(globalCluster).not.toHaveProperty('database_name');
  });

  test('pitfall 5: both have the same version, and the global cluster upgrades its members', () => {
    expect(cluster['engine_version']).toBe(globalCluster['engine_version']);
    expect(ignored(cluster)).toContain('engine_version');
    expect(cluster['lifecycle']).toMatchObject({ prevent_destroy: true });
  });

  test('P1.11: after a switchover makes it a secondary, a deploy does not promote it again', () => {
    expect(cluster).not.toHaveProperty('replication_source_identifier');
    expect(ignored(cluster)).toContain('replication_source_identifier');
  });

  test('the configuration decides which global cluster it belongs to', () => {
    expect(ignored(cluster)).not.toContain('global_cluster_identifier');
  });

  test('pitfall 3: RDS manages no password; the stack reads its own password for one run and writes it once', () => {
    expect(cluster).not.toHaveProperty('manage_master_user_password');
    expect(cluster).not.toHaveProperty('master_user_secret_kms_key_id');
    expect(cluster).toMatchObject({
      master_username: 'bulkhead',
      master_password_wo: expect.stringMatching(
        /^\$\{jsondecode\(ephemeral\.aws_secretsmanager_secret_version\.[^)]+\.secret_string\)\.password\}$/,
      ),
      master_password_wo_version: 1,
    });
    expect(Object.values(ephemeralsOf(terraform)['aws_secretsmanager_secret_version'] ?? {})).toEqual([
      { secret_id: expect.stringMatching(/consume-database-credentials-masterSecretArn/) },
    ]);
  });

  test('P3.10: no password is in the output or in the state', () => {
    const json = JSON.stringify(terraform);
    expect(json).not.toMatch(/"(master_password|password|secret_string)":/);
    expect(terraform.data).toEqual({ aws_ssm_parameter: expect.anything() });
  });

  test('P1.9, P3.8: backup plans select the cluster by its tag', () => {
    expect(cluster['tags']).toMatchObject({ 'bulkhead:backup': expect.any(String) });
  });

  test('P1.2, P3.3: instances are in at least two zones', () => {
    const zones = resourcesOf(terraform, 'aws_rds_cluster_instance')
      .map((instance) => instance['availability_zone'])
      // From the third instance on, Aurora chooses the zone.
      .filter((zone) => zone !== undefined);
    expect(new Set(zones).size).toBeGreaterThanOrEqual(2);
  });

  test('P4.6: while it is protected, neither AWS nor Terraform deletes it', () => {
    expect(globalCluster).toMatchObject({ deletion_protection: true, lifecycle: { prevent_destroy: true } });
    const relaxed = relationalOf(preset, { environment: { protected: false } });
    expect(one(relaxed, 'aws_rds_global_cluster')).toMatchObject({
      deletion_protection: false,
      lifecycle: { prevent_destroy: false },
    });
  });

  test('a contract of its own names the global database and the cluster for a failover', () => {
    const context = contextOf('relational', preset);
    const { resource } = terraformOf(RelationalStack, context);
    context.requireEverythingDeclaredUsed();
    const published = resource['aws_ssm_parameter'] ?? {};
    expect(published['publish-global-database-globalClusterIdentifier']?.['insecure_value']).toBe(
      globalCluster['global_cluster_identifier'],
    );
    expect(published['publish-global-database-clusterArn']?.['insecure_value']).toMatch(
      /^\$\{aws_rds_cluster\.[^}]+\.arn\}$/,
    );
  });

  test('clients get the secret of applications, and its key', () => {
    const published = terraform.resource['aws_ssm_parameter'] ?? {};
    expect(published['publish-database-secretArn']?.['insecure_value']).toMatch(
      /consume-database-credentials-applicationSecretArn/,
    );
    expect(published['publish-database-secretKeyArn']?.['insecure_value']).toMatch(
      /consume-database-credentials-keyArn/,
    );
  });
});

test('P1.2: clusters of one global database do not share an identifier', () => {
  const cluster = one(relationalOf('hipaa-dr'), 'aws_rds_cluster');
  expect(cluster['cluster_identifier']).toBe('bulkhead-test-relational-eu-central-1');
});

test('P1.2: Serverless v2 starts at 8 ACU, in a class of its own', () => {
  const terraform = relationalOf('patient-data');
  expect(one(terraform, 'aws_rds_cluster')).toMatchObject({
    serverlessv2_scaling_configuration: { min_capacity: 8, max_capacity: 64 },
    backup_retention_period: 35,
  });
  for (const instance of resourcesOf(terraform, 'aws_rds_cluster_instance')) {
    expect(instance['instance_class']).toBe('db.serverless');
  }
});

test.each([
  ['P2.12', 'web-multi-region', 2],
  ['P3.3', 'hipaa-dr', 3],
] as const)('%s: %s has %i instances of one class, and no scaling capacity', (_, preset, count) => {
  const terraform = relationalOf(preset);
  const classes = resourcesOf(terraform, 'aws_rds_cluster_instance').map((each) => each['instance_class']);
  expect(classes).toEqual(Array.from({ length: count }, () => 'db.r7g.large'));
  expect(one(terraform, 'aws_rds_cluster')).not.toHaveProperty('serverlessv2_scaling_configuration');
});

test('P3.3: Performance Insights for 7 days under a key of the stack, enhanced monitoring every 60 s', () => {
  for (const instance of resourcesOf(relationalOf('hipaa-dr'), 'aws_rds_cluster_instance')) {
    expect(instance).toMatchObject({
      performance_insights_enabled: true,
      performance_insights_retention_period: 7,
      performance_insights_kms_key_id: expect.stringMatching(/^\$\{aws_kms_key\./),
      monitoring_interval: 60,
    });
  }
});

describe('pitfall 26: rds.global_db_rpo', () => {
  const rpo = (over: TestEnvironment = {}) =>
    (one(relationalOf('hipaa-dr', over), 'aws_rds_cluster_parameter_group')['parameter'] as object[]).filter(
      (parameter) => 'name' in parameter && parameter.name === 'rds.global_db_rpo',
    );

  test('is not set, so that commits continue if the DR region is unavailable', () => {
    expect(rpo()).toEqual([]);
  });

  test('is the value of the environment', () => {
    expect(rpo({ relational: { global: { rpoSeconds: 600 } } })).toEqual([
      { name: 'rds.global_db_rpo', value: '600', apply_method: 'immediate' },
    ]);
  });
});

test('P3.7: the key of the database allows Secrets Manager only if RDS keeps a secret under the key', () => {
  const sids = (preset: 'saas' | 'hipaa-dr') =>
    String(one(relationalOf(preset), 'aws_kms_key')['policy']).includes('SecretsManager');
  expect([sids('saas'), sids('hipaa-dr')]).toEqual([true, false]);
});

test('P1.3: a new version of the master password changes only the cluster', () => {
  const [before, after] = [1, 2].map((masterPasswordVersion) =>
    relationalOf('patient-data', { credentials: { masterPasswordVersion } }),
  );
  expect(one(after as never, 'aws_rds_cluster')['master_password_wo_version']).toBe(2);
  expect({ ...after?.resource, aws_rds_cluster: undefined }).toEqual({
    ...before?.resource,
    aws_rds_cluster: undefined,
  });
});

test('P1.3: a standalone cluster may have its own credentials, and then is not part of a global database', () => {
  const terraform = relationalOf('saas', {
    relational: { credentials: 'own' },
    credentials: { masterPasswordVersion: 1 },
  });
  expect(one(terraform, 'aws_rds_cluster')).not.toHaveProperty('manage_master_user_password');
  expect(resourcesOf(terraform, 'aws_rds_global_cluster')).toEqual([]);
});

test('P1.3: own credentials rotate every 30 days: the master rotates those of applications and its own', () => {
  const terraform = relationalOf('patient-data');
  const rotations = resourcesOf(terraform, 'aws_secretsmanager_secret_rotation');
  const secretOf = (key: string) =>
    `\${data.aws_ssm_parameter.consume-database-credentials-${key}.insecure_value}`;

  expect(rotations).toMatchObject([
    { secret_id: secretOf('applicationSecretArn'), rotation_rules: { automatically_after_days: 30 } },
    { secret_id: secretOf('masterSecretArn'), rotation_rules: { automatically_after_days: 30 } },
  ]);
  // A rotation needs a running database.
  for (const { depends_on: after } of rotations) {
    expect((after as string[]).filter((each) => each.startsWith('aws_rds_cluster_instance.'))).toHaveLength(
      2,
    );
  }
});
