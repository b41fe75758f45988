import { join } from 'node:path';
import { resourcesOf, terraformOf, type Terraform } from '@bulkhead/cdktf/testing';
import { type EnvironmentDefinition } from '@bulkhead/config';
import { testContext } from '@bulkhead/stack/testing';
import { RelationalStack } from './relational-stack';

type Overrides = Partial<EnvironmentDefinition>;
type Attributes = Record<string, unknown>;

const contextOf = (overrides: Overrides = {}) => testContext(join(__dirname, '..'), 'relational', overrides);
const synthesize = (overrides: Overrides = {}) => terraformOf(RelationalStack, contextOf(overrides));
const withSettings = (relational: object, more: Overrides = {}): Overrides =>
  ({ ...more, apps: { database: { relational } } }) as Overrides;

const one = (terraform: Terraform, type: string): Attributes => {
  const resources = resourcesOf(terraform, type);
  expect(resources).toHaveLength(1);
  return resources[0] ?? {};
};
const parsed = (policy: unknown) => JSON.parse(policy as string) as { Statement: Attributes[] };
const statement = (terraform: Terraform, sid: string) =>
  parsed(one(terraform, 'aws_kms_key')['policy']).Statement.find(({ Sid }) => Sid === sid);
const instancesOf = (terraform: Terraform) =>
  resourcesOf(terraform, 'aws_rds_cluster_instance').sort((a, b) =>
    String(a['identifier']).localeCompare(String(b['identifier']), 'en', { numeric: true }),
  );
const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

const keyArn = expect.stringMatching(/^\$\{aws_kms_key\.[^}]+\.arn\}$/);

describe('P5.2: the cluster', () => {
  const terraform = synthesize();
  const cluster = one(terraform, 'aws_rds_cluster');

  test('is Aurora PostgreSQL on Serverless v2, from 0.5 to 1 ACU', () => {
    expect(cluster).toMatchObject({
      engine: 'aurora-postgresql',
      engine_mode: 'provisioned',
      serverlessv2_scaling_configuration: { min_capacity: 0.5, max_capacity: 1 },
    });
    expect(instancesOf(terraform).map((instance) => instance['instance_class'])).toEqual([
      'db.serverless',
      'db.serverless',
    ]);
  });

  test('pitfall 5: has the version of the configuration, without automatic upgrades', () => {
    expect(cluster['engine_version']).toBe('16.13');
    for (const instance of instancesOf(terraform)) {
      expect(instance['auto_minor_version_upgrade']).toBe(false);
      expect(instance).not.toHaveProperty('engine_version');
    }
  });

  test('keeps backups for 7 days, and makes them outside the maintenance window', () => {
    expect(cluster['backup_retention_period']).toBe(7);
    const [backupFrom = '', backupTo = ''] = (cluster['preferred_backup_window'] as string).split('-');
    const [maintenanceFrom = '', maintenanceTo = ''] = (cluster['preferred_maintenance_window'] as string)
      .replaceAll(/[a-z]{3}:/g, '')
      .split('-');
    expect(minutes(backupTo) - minutes(backupFrom)).toBeGreaterThanOrEqual(30);
    expect(minutes(maintenanceTo) - minutes(maintenanceFrom)).toBeGreaterThanOrEqual(30);
    expect(minutes(backupTo)).toBeLessThanOrEqual(minutes(maintenanceFrom));
    for (const instance of instancesOf(terraform)) {
      expect(instance['preferred_maintenance_window']).toBe(cluster['preferred_maintenance_window']);
    }
  });

  test('is encrypted with the customer managed key: storage, secret and Performance Insights', () => {
    expect(cluster).toMatchObject({
      storage_encrypted: true,
      kms_key_id: keyArn,
      master_user_secret_kms_key_id: keyArn,
    });
    for (const instance of instancesOf(terraform)) {
      expect(instance['performance_insights_kms_key_id']).toEqual(keyArn);
    }
  });

  test('P1.2: capacity and size follow the environment', () => {
    const larger = synthesize(
      withSettings({
        capacity: { min: 8, max: 64 },
        instances: 3,
        backupRetentionDays: 35,
        databaseName: 'ehr',
      }),
    );
    expect(one(larger, 'aws_rds_cluster')).toMatchObject({
      serverlessv2_scaling_configuration: { min_capacity: 8, max_capacity: 64 },
      backup_retention_period: 35,
      database_name: 'ehr',
    });
    expect(instancesOf(larger)).toHaveLength(3);
  });
});

describe('P5.2: the instances', () => {
  test.each([
    [1, ['us-east-1a']],
    [2, ['us-east-1a', 'us-east-1b']],
    [5, ['us-east-1a', 'us-east-1b', undefined, undefined, undefined]],
  ])('%i are in the zones %j; Aurora chooses the undefined zones', (instances, expected) => {
    const terraform = synthesize(withSettings({ instances }, { protected: false }));
    expect(instancesOf(terraform).map((instance) => instance['availability_zone'])).toEqual(expected);
  });

  test('the writer and its first failover target scale together, and tiers end at 15', () => {
    const tiers = instancesOf(synthesize(withSettings({ instances: 16 }))).map(
      (instance) => instance['promotion_tier'],
    );
    expect(tiers.slice(0, 3)).toEqual([0, 1, 2]);
    expect(Math.max(...(tiers as number[]))).toBe(15);
  });

  test('one more instance does not change the others', () => {
    const before = synthesize(withSettings({ instances: 2 })).resource['aws_rds_cluster_instance'];
    const after = synthesize(withSettings({ instances: 3 })).resource['aws_rds_cluster_instance'];
    expect(after).toMatchObject(before ?? {});
  });

  test('P3.3: Performance Insights for 7 days, enhanced monitoring every 60 s, after the role has its policy', () => {
    for (const instance of instancesOf(synthesize())) {
      expect(instance).toMatchObject({
        publicly_accessible: false,
        performance_insights_enabled: true,
        performance_insights_retention_period: 7,
        monitoring_interval: 60,
        monitoring_role_arn: expect.stringMatching(/^\$\{aws_iam_role\..*\.arn\}$/),
        depends_on: [expect.stringMatching(/^aws_iam_role_policy_attachment\./)],
      });
    }
  });

  // With a hyphen in the environment's name, the identifiers end in a hash.
  test.each(['test', 'blue-green'])('P2.9: in %s the monitoring role serves only these instances', (name) => {
    const terraform = synthesize({ name, ...withSettings({ instances: 3 }) });
    expect(parsed(one(terraform, 'aws_iam_role')['assume_role_policy']).Statement).toEqual([
      expect.objectContaining({
        Principal: { Service: 'monitoring.rds.amazonaws.com' },
        Condition: {
          StringEquals: { 'aws:SourceAccount': '123456789012' },
          ArnLike: {
            'aws:SourceArn': instancesOf(terraform).map(
              ({ identifier }) => `arn:aws:rds:us-east-1:123456789012:db:${String(identifier)}`,
            ),
          },
        },
      }),
    ]);
  });
});

describe('P5.2: TLS and the audit trail', () => {
  test.each([
    ['15.17', 'aurora-postgresql15'],
    ['16.13', 'aurora-postgresql16'],
    ['17.9', 'aurora-postgresql17'],
  ])('version %s has the family %s, in a parameter group of its major version', (engineVersion, family) => {
    const group = one(synthesize(withSettings({ engineVersion })), 'aws_rds_cluster_parameter_group');
    expect(group).toMatchObject({
      family,
      name: `bulkhead-test-relational-${family.replace('aurora-', '')}`,
      lifecycle: { ignore_changes: ['description'] },
    });
  });

  test('the log is exported to a group that exists first, encrypted and kept as configured', () => {
    const kept = synthesize(withSettings({ logRetentionDays: 2557 }));
    expect(one(kept, 'aws_cloudwatch_log_group')).toMatchObject({
      name: '/aws/rds/cluster/bulkhead-test-relational/postgresql',
      kms_key_id: keyArn,
      retention_in_days: 2557,
    });
    expect(one(kept, 'aws_rds_cluster')).toMatchObject({
      cluster_identifier: 'bulkhead-test-relational',
      enabled_cloudwatch_logs_exports: ['postgresql'],
      depends_on: [expect.stringMatching(/^aws_cloudwatch_log_group\./)],
    });
  });
});

describe('P5.2: credentials', () => {
  const terraform = synthesize();

  test('RDS manages the only password; other users connect with IAM', () => {
    expect(one(terraform, 'aws_rds_cluster')).toMatchObject({
      manage_master_user_password: true,
      master_username: 'bulkhead',
      iam_database_authentication_enabled: true,
    });
  });

  test('P3.10: no password is in the output, and no secret is in the state', () => {
    const json = JSON.stringify(terraform);
    expect(json).not.toMatch(/"(master_password|password|secret_string)[a-z_]*":/);
    expect(terraform.data).toEqual({ aws_ssm_parameter: expect.anything() });
    for (const parameter of resourcesOf(terraform, 'aws_ssm_parameter')) {
      expect(parameter['type']).toBe('String');
      expect(parameter).not.toHaveProperty('value');
    }
  });

  test('P1.3, pitfall 3: the managed secret rotates every 30 days without a function', () => {
    const rotation = one(terraform, 'aws_secretsmanager_secret_rotation');
    expect(rotation).toMatchObject({
      secret_id: expect.stringMatching(/^\$\{aws_rds_cluster\.[^}]+\.master_user_secret\[0\]\.secret_arn\}$/),
      rotation_rules: { automatically_after_days: 30 },
      rotate_immediately: false,
    });
    expect(rotation).not.toHaveProperty('rotation_lambda_arn');
    expect(resourcesOf(terraform, 'aws_lambda_function')).toEqual([]);
    expect(one(terraform, 'aws_rds_cluster')).not.toHaveProperty('global_cluster_identifier');
  });
});

describe('the key', () => {
  const terraform = synthesize();

  test('rotates, and takes 30 days to delete', () => {
    expect(one(terraform, 'aws_kms_key')).toMatchObject({
      enable_key_rotation: true,
      deletion_window_in_days: 30,
    });
  });

  test.each([
    ['Rds', 'rds'],
    ['RdsGrants', 'rds'],
    ['SecretsManager', 'secretsmanager'],
    ['SecretsManagerGrants', 'secretsmanager'],
    ['PerformanceInsights', 'rds'],
  ])('P3.7: %s applies only to requests through the service and from the account', (sid, service) => {
    expect(statement(terraform, sid)).toMatchObject({
      Condition: {
        StringEquals: {
          'kms:ViaService': `${service}.us-east-1.amazonaws.com`,
          'kms:CallerAccount': '123456789012',
        },
      },
    });
  });

  test('pitfall 9: CloudWatch Logs may use it only for the exported log', () => {
    expect(statement(terraform, 'CloudWatchLogs')).toMatchObject({
      Principal: { Service: 'logs.us-east-1.amazonaws.com' },
      Condition: {
        ArnLike: {
          'kms:EncryptionContext:aws:logs:arn': [
            `arn:aws:logs:us-east-1:123456789012:log-group:${String(one(terraform, 'aws_cloudwatch_log_group')['name'])}`,
          ],
        },
      },
    });
  });

  test('P3.7: only its administration is allowed without a condition, and that cannot decrypt', () => {
    const unconditional = parsed(one(terraform, 'aws_kms_key')['policy']).Statement.filter(
      ({ Condition }) => Condition === undefined,
    );
    expect(unconditional.map(({ Sid }) => Sid)).toEqual(['AccountAdministration']);
    const actions = unconditional[0]?.['Action'] as string[];
    expect(actions.filter((action) => /^kms:(\*|.*(crypt|DataKey|CreateGrant))/i.test(action))).toEqual([]);
  });
});

describe('P5.3: the network access of the database', () => {
  const terraform = synthesize();

  test('it is in the isolated subnets of the network', () => {
    const subnets = one(terraform, 'aws_db_subnet_group')['subnet_ids'] as string[];
    expect(subnets).toHaveLength(2);
    for (const subnet of subnets)
      expect(subnet).toMatch(/data\.aws_ssm_parameter\.consume-network-isolatedSubnetIds/);
  });

  test('it listens on 5432 behind a security group without rules; each client adds its own rule', () => {
    expect(one(terraform, 'aws_rds_cluster')).toMatchObject({
      port: 5432,
      vpc_security_group_ids: [expect.stringMatching(/^\$\{aws_security_group\./)],
    });
    const group = one(terraform, 'aws_security_group');
    expect(group).not.toHaveProperty('ingress');
    expect(group).not.toHaveProperty('egress');
    expect(Object.keys(terraform.resource).filter((type) => type.includes('security_group'))).toEqual([
      'aws_security_group',
    ]);
  });
});

describe('protection', () => {
  const stateful = ['aws_rds_cluster', 'aws_kms_key', 'aws_cloudwatch_log_group'];

  test('protected: neither RDS nor Terraform deletes it, and a deletion leaves a snapshot', () => {
    const terraform = synthesize({ protected: true });
    expect(one(terraform, 'aws_rds_cluster')).toMatchObject({
      deletion_protection: true,
      skip_final_snapshot: false,
      final_snapshot_identifier: 'bulkhead-test-relational-final',
      delete_automated_backups: false,
    });
    for (const type of stateful) {
      expect(one(terraform, type)['lifecycle']).toEqual({ prevent_destroy: true });
    }
  });

  test('protected: a change that restarts the database waits for the maintenance window', () => {
    const terraform = synthesize({ protected: true });
    const changed = [one(terraform, 'aws_rds_cluster'), ...instancesOf(terraform)];
    expect(changed.map((resource) => resource['apply_immediately'])).toEqual([false, false, false]);
  });

  test('P4.6: after its protection is lifted, it can be destroyed, and leaves a snapshot and its backups', () => {
    expect(one(synthesize({ protected: false }), 'aws_rds_cluster')).toMatchObject({
      deletion_protection: false,
      skip_final_snapshot: false,
      final_snapshot_identifier: 'bulkhead-test-relational-final',
      delete_automated_backups: false,
      lifecycle: { prevent_destroy: false },
    });
  });

  test.each<[string, Partial<EnvironmentDefinition>]>([
    ['an environment with `finalSnapshots: false`', { protected: false, finalSnapshots: false }],
    ['the emulator', { protected: false, target: 'emulator' }],
  ])('P4.6: in %s it leaves nothing behind', (_, environment) => {
    const terraform = synthesize(environment);
    const cluster = one(terraform, 'aws_rds_cluster');
    expect(cluster).toMatchObject({
      deletion_protection: false,
      skip_final_snapshot: true,
      delete_automated_backups: true,
      apply_immediately: true,
    });
    expect(cluster).not.toHaveProperty('final_snapshot_identifier');
    for (const type of stateful) {
      expect(one(terraform, type)['lifecycle']).toEqual({ prevent_destroy: false });
    }
  });

  test('unprotected, it is encrypted, logged and backed up in the same way', () => {
    const [strict, relaxed] = [true, false].map((isProtected) => synthesize({ protected: isProtected }));
    const same = [
      'storage_encrypted',
      'kms_key_id',
      'backup_retention_period',
      'manage_master_user_password',
    ];
    for (const attribute of same) {
      expect(one(relaxed as Terraform, 'aws_rds_cluster')[attribute]).toEqual(
        one(strict as Terraform, 'aws_rds_cluster')[attribute],
      );
    }
    for (const type of ['aws_rds_cluster_parameter_group', 'aws_secretsmanager_secret_rotation']) {
      expect(relaxed?.resource[type]).toEqual(strict?.resource[type]);
    }
  });
});

describe('the contracts', () => {
  test('the stack reads two parameters of the network, with one subnet for each zone', () => {
    const context = contextOf();
    const terraform = terraformOf(RelationalStack, context);
    context.requireEverythingDeclaredUsed();
    expect(context.exchanged.consumes).toEqual([
      expect.objectContaining({ path: '/bulkhead/test/network/isolatedSubnetIds', length: 2 }),
      expect.objectContaining({ path: '/bulkhead/test/network/vpcId' }),
    ]);
    expect(Object.keys(terraform.data['aws_ssm_parameter'] ?? {})).toHaveLength(2);
  });

  test.each([
    ['identifier', /^\$\{aws_rds_cluster\.[^}]+\.cluster_identifier\}$/],
    ['resourceId', /^\$\{aws_rds_cluster\.[^}]+\.cluster_resource_id\}$/],
    ['writerEndpoint', /^\$\{aws_rds_cluster\.[^}]+\.endpoint\}$/],
    ['readerEndpoint', /^\$\{aws_rds_cluster\.[^}]+\.reader_endpoint\}$/],
    ['port', /^5432$/],
    ['databaseName', /^\$\{aws_rds_cluster\.[^}]+\.database_name\}$/],
    ['securityGroupId', /^\$\{aws_security_group\.[^}]+\.id\}$/],
    ['secretArn', /^\$\{aws_rds_cluster\.[^}]+\.master_user_secret\[0\]\.secret_arn\}$/],
    ['secretKeyArn', /^\$\{aws_kms_key\.[^}]+\.arn\}$/],
    ['keyArn', /^\$\{aws_kms_key\.[^}]+\.arn\}$/],
  ])('`database` publishes %s', (key, value) => {
    const parameters = synthesize().resource['aws_ssm_parameter'] ?? {};
    expect(parameters[`publish-database-${key}`]?.['insecure_value']).toMatch(value);
    expect(Object.keys(parameters)).toHaveLength(10);
  });
});

describe('names', () => {
  test('pitfall 25: the longest environment name stays within the limits of RDS and IAM', () => {
    const terraform = synthesize({ name: `a${'-a'.repeat(9)}b`, ...withSettings({ instances: 16 }) });
    const identifiers = [
      one(terraform, 'aws_rds_cluster')['cluster_identifier'],
      ...instancesOf(terraform).map((instance) => instance['identifier']),
    ] as string[];
    expect(new Set(identifiers).size).toBe(17);
    for (const identifier of identifiers)
      expect(identifier).toMatch(/^(?!.*--)[a-z][a-z0-9-]{0,61}[a-z0-9]$/);
    expect((one(terraform, 'aws_iam_role')['name'] as string).length).toBeLessThanOrEqual(64);
  });

  test('two syntheses are equal byte for byte', () => {
    expect(JSON.stringify(synthesize())).toBe(JSON.stringify(synthesize()));
  });
});
