import { resourcesOf, terraformOf, type Terraform } from '@bulkhead/cdktf/testing';
import { type EnvironmentDefinition } from '@bulkhead/config';
import { sharedStackContext } from '@bulkhead/stack/testing';
import { CacheStack } from './cache-stack';

type Attributes = Record<string, unknown>;

const contextOf = (cache: object = {}, more: Partial<EnvironmentDefinition> = {}) =>
  sharedStackContext({ app: 'database', stack: 'cache', consumes: ['network'], publishes: ['cache'] }, {
    preset: 'patient-data',
    ...more,
    apps: { database: { cache } },
  } as Partial<EnvironmentDefinition>);
const synthesize = (cache: object = {}, more: Partial<EnvironmentDefinition> = {}) =>
  terraformOf(CacheStack, contextOf(cache, more));
const redis = {
  type: 'redis',
  engineVersion: '7.1',
  nodeType: 'cache.t4g.small',
  nodes: 2,
  automaticFailover: true,
  snapshotRetentionDays: 15,
  logRetentionDays: 365,
};

const one = (terraform: Terraform, type: string): Attributes => {
  const resources = resourcesOf(terraform, type);
  expect(resources).toHaveLength(1);
  return resources[0] ?? {};
};
const cacheOf = (terraform: Terraform) => one(terraform, 'aws_elasticache_replication_group');
const usersOf = (terraform: Terraform) => resourcesOf(terraform, 'aws_elasticache_user');
const statement = (terraform: Terraform, sid: string) =>
  (
    JSON.parse(one(terraform, 'aws_kms_key')['policy'] as string) as { Statement: Attributes[] }
  ).Statement.find(({ Sid }) => Sid === sid);
const keyArn = expect.stringMatching(/^\$\{aws_kms_key\.[^}]+\.arn\}$/);

describe('P1.5: the cache', () => {
  const terraform = synthesize();

  test('pitfall 7: has replicas in other zones, and one of them takes over', () => {
    expect(cacheOf(terraform)).toMatchObject({
      num_cache_clusters: 3,
      automatic_failover_enabled: true,
      multi_az_enabled: true,
    });
  });

  test('is encrypted with the customer managed key, and accepts only TLS', () => {
    expect(cacheOf(terraform)).toMatchObject({
      at_rest_encryption_enabled: 'true',
      kms_key_id: keyArn,
      transit_encryption_enabled: true,
      transit_encryption_mode: 'required',
    });
  });

  test('is Valkey in the configured version, without automatic upgrades', () => {
    expect(cacheOf(terraform)).toMatchObject({
      engine: 'valkey',
      engine_version: '8.1',
      auto_minor_version_upgrade: 'false',
    });
  });

  test('takes a snapshot every day, at night and not during maintenance', () => {
    expect(cacheOf(terraform)).toMatchObject({
      snapshot_retention_limit: 15,
      snapshot_window: '18:00-19:00',
      maintenance_window: 'sat:19:30-sat:20:30',
    });
  });

  test('is in the isolated subnets behind a security group without a rule', () => {
    expect(one(terraform, 'aws_elasticache_subnet_group')['subnet_ids']).toMatch(
      /consume-network-isolatedSubnetIds/,
    );
    const group = one(terraform, 'aws_security_group');
    expect(group).not.toHaveProperty('ingress');
    expect(group).not.toHaveProperty('egress');
    expect(Object.keys(terraform.resource).filter((type) => type.includes('security_group'))).toEqual([
      'aws_security_group',
    ]);
  });

  test('delivers its slow log and its engine log to encrypted log groups with the configured retention', () => {
    const groups = resourcesOf(synthesize({ logRetentionDays: 2557 }), 'aws_cloudwatch_log_group');
    expect(groups.map(({ name }) => name)).toEqual([
      '/aws/vendedlogs/bulkhead/test/cache/engine-log',
      '/aws/vendedlogs/bulkhead/test/cache/slow-log',
    ]);
    for (const group of groups) expect(group).toMatchObject({ kms_key_id: keyArn, retention_in_days: 2557 });
    expect(cacheOf(terraform)['log_delivery_configuration']).toEqual(
      ['slow-log', 'engine-log'].map((log_type) => ({
        log_type,
        log_format: 'json',
        destination_type: 'cloudwatch-logs',
        destination: expect.stringContaining(`logs_${log_type}`),
      })),
    );
    expect(statement(terraform, 'CloudWatchLogs')).toMatchObject({
      Condition: {
        ArnLike: {
          'kms:EncryptionContext:aws:logs:arn': [
            'arn:aws:logs:ap-southeast-1:123456789012:log-group:/aws/vendedlogs/bulkhead/test/cache/slow-log',
            'arn:aws:logs:ap-southeast-1:123456789012:log-group:/aws/vendedlogs/bulkhead/test/cache/engine-log',
          ],
        },
      },
    });
  });

  test.each([
    ['7.2', 'valkey7', ['redis7', 'valkey7']],
    ['8.2', 'valkey8', ['redis7', 'valkey7', 'valkey8']],
  ] as const)(
    'version %s has the family %s, and keeps the groups of earlier families',
    (version, family, families) => {
      const upgraded = synthesize({ engineVersion: version });
      const groups = Object.entries(upgraded.resource['aws_elasticache_parameter_group'] ?? {});
      expect(groups.map(([, group]) => [group['family'], group['name']])).toEqual(
        families.map((name) => [name, `bulkhead-test-cache-${name}`]),
      );
      const [address] = groups.find(([, group]) => group['family'] === family) ?? [];
      expect(one(upgraded, 'aws_elasticache_replication_group')).toMatchObject({
        parameter_group_name: `\${aws_elasticache_parameter_group.${address}.name}`,
      });
      for (const [, group] of groups) expect(group['lifecycle']).toEqual({ ignore_changes: ['description'] });
    },
  );

  test('a state with the group at an address without a family keeps the group', () => {
    const terraform = synthesize({ engineVersion: '8.2' });
    expect(terraform).toMatchObject({
      moved: [
        {
          from: 'aws_elasticache_parameter_group.cache_parameters_group_E2ED7B8A',
          to: expect.stringMatching(/^aws_elasticache_parameter_group\.cache_parameters_valkey8_/),
        },
      ],
    });
  });
});

describe('P1.5: the users', () => {
  test('there is one user with IAM authentication, and its id equals its name in lower case', () => {
    const terraform = synthesize();
    const [user, ...others] = usersOf(terraform);
    expect(others).toEqual([]);
    expect(user).toMatchObject({
      engine: 'valkey',
      user_id: 'bulkhead-test-cache-app',
      user_name: 'bulkhead-test-cache-app',
      authentication_mode: { type: 'iam' },
    });
    expect(one(terraform, 'aws_elasticache_user_group')).toMatchObject({
      engine: 'valkey',
      user_ids: [expect.stringMatching(/aws_elasticache_user\.cache_users_application/)],
    });
    expect(cacheOf(terraform)['user_group_ids']).toEqual([
      expect.stringMatching(/^\$\{aws_elasticache_user_group\./),
    ]);
  });

  test('the user may neither empty nor configure the cache', () => {
    const rights = String(usersOf(synthesize())[0]?.['access_string']);
    expect(rights).toMatch(/^on ~\* &\* -@all /);
    expect(rights).not.toMatch(/\+@(all|admin|dangerous)/);
    expect(rights).toContain('-@dangerous');
  });

  test('nobody can connect as default: the mandatory user of Redis OSS is turned off', () => {
    const terraform = synthesize(redis);
    const users = usersOf(terraform);
    expect(users.map(({ user_name: name }) => name)).toEqual(['bulkhead-test-cache-app', 'default']);
    expect(users[1]).toMatchObject({ access_string: 'off ~* -@all' });
    expect(one(terraform, 'aws_elasticache_user_group')['user_ids']).toHaveLength(2);
  });

  test.each([
    ['valkey', {}],
    ['redis', redis],
  ])('P3.10: with %s there is no password anywhere', (_, settings) => {
    expect(JSON.stringify(synthesize(settings))).not.toMatch(/"(passwords?|auth_token)":/);
  });
});

describe('P1.5: a global datastore', () => {
  const terraform = synthesize({ globalDatastore: true });

  test('has the cache as its primary', () => {
    expect(one(terraform, 'aws_elasticache_global_replication_group')).toMatchObject({
      primary_replication_group_id: expect.stringMatching(/aws_elasticache_replication_group/),
      automatic_failover_enabled: true,
      cache_node_type: 'cache.r7g.large',
      engine_version: '8.1',
    });
  });

  test('has node type and version, since AWS refuses to change them in a member', () => {
    const larger = synthesize({ globalDatastore: true, nodeType: 'cache.r7g.xlarge' });
    expect(one(larger, 'aws_elasticache_global_replication_group')['cache_node_type']).toBe(
      'cache.r7g.xlarge',
    );
    expect(cacheOf(larger)['lifecycle']).toMatchObject({
      ignore_changes: ['node_type', 'engine', 'engine_version', 'parameter_group_name'],
    });
  });

  test('is protected by Terraform like its members', () => {
    const unprotected = synthesize({ globalDatastore: true }, { protected: false });
    for (const [synthesized, isKept] of [
      [terraform, true],
      [unprotected, false],
    ] as const) {
      const datastore = one(synthesized, 'aws_elasticache_global_replication_group');
      // A failover makes another member the primary.
      const ignored = ['primary_replication_group_id'];
      expect(datastore['lifecycle']).toEqual({ prevent_destroy: isKept, ignore_changes: ignored });
    }
  });

  test('exists only if the settings ask for it', () => {
    expect(resourcesOf(synthesize(), 'aws_elasticache_global_replication_group')).toEqual([]);
  });
});

describe('protection', () => {
  const stateful = ['aws_elasticache_replication_group', 'aws_kms_key', 'aws_cloudwatch_log_group'];

  test('protected: Terraform deletes nothing, a deleted cache leaves a snapshot, and changes wait', () => {
    const terraform = synthesize();
    expect(cacheOf(terraform)).toMatchObject({
      final_snapshot_identifier: 'bulkhead-test-cache-final',
      apply_immediately: false,
    });
    for (const type of stateful) {
      for (const resource of resourcesOf(terraform, type))
        expect(resource['lifecycle']).toEqual({ prevent_destroy: true });
    }
  });

  test('P4.6: without protection it still leaves a snapshot', () => {
    expect(cacheOf(synthesize({}, { protected: false }))).toMatchObject({
      final_snapshot_identifier: 'bulkhead-test-cache-final',
      lifecycle: { prevent_destroy: false },
    });
  });

  test('P4.6: unprotected and without final snapshots, it can be destroyed without a trace', () => {
    const terraform = synthesize({}, { protected: false, finalSnapshots: false });
    expect(cacheOf(terraform)).not.toHaveProperty('final_snapshot_identifier');
    for (const type of stateful) {
      for (const resource of resourcesOf(terraform, type))
        expect(resource['lifecycle']).toEqual({ prevent_destroy: false });
    }
  });

  test.each([
    ['as the preset has it', {}, []],
    [
      'without failover and with few snapshots',
      { nodes: 1, automaticFailover: false, snapshotRetentionDays: 1 },
      ['HIPAA.Security-ElastiCacheRedisClusterAutomaticBackup', 'cache-failover'],
    ],
  ])('unprotected and %s, it suppresses the rules with a reason: %j', (_, settings, rules) => {
    const context = contextOf(settings, { protected: false });
    terraformOf(CacheStack, context);
    expect(context.suppressions.map(({ rule }) => rule)).toEqual(rules);
  });
});

describe('a change of size', () => {
  test.each([
    ['node type', { nodeType: 'cache.r7g.xlarge' }],
    ['nodes', { nodes: 5 }],
    ['retention of snapshots', { snapshotRetentionDays: 35 }],
  ])('of %s changes the replication group and nothing else', (_, change) => {
    expect(changedResources(synthesize(), synthesize(change))).toEqual(['aws_elasticache_replication_group']);
  });
});

/** Types of the resources that differ. */
function changedResources(before: Terraform, after: Terraform): string[] {
  const types = Object.keys({ ...before.resource, ...after.resource });
  return types.filter(
    (type) => JSON.stringify(before.resource[type]) !== JSON.stringify(after.resource[type]),
  );
}

describe('the contracts', () => {
  test('the stack reads the network, needs a subnet per zone and publishes what a client needs', () => {
    const context = contextOf();
    terraformOf(CacheStack, context);
    context.requireEverythingDeclaredUsed();
    expect(context.exchanged.consumes).toEqual([
      expect.objectContaining({ path: '/bulkhead/test/network/isolatedSubnetIds', length: 3 }),
      expect.objectContaining({ path: '/bulkhead/test/network/vpcId' }),
    ]);
  });

  test.each([
    ['replicationGroupArn', /^\$\{aws_elasticache_replication_group\.[^}]+\.arn\}$/],
    ['primaryEndpoint', /^\$\{aws_elasticache_replication_group\.[^}]+\.primary_endpoint_address\}$/],
    ['readerEndpoint', /^\$\{aws_elasticache_replication_group\.[^}]+\.reader_endpoint_address\}$/],
    ['port', /^6379$/],
    ['securityGroupId', /^\$\{aws_security_group\.[^}]+\.id\}$/],
    ['userName', /^\$\{aws_elasticache_user\.[^}]+\.user_name\}$/],
    ['userArn', /^\$\{aws_elasticache_user\.[^}]+\.arn\}$/],
    ['keyArn', /^\$\{aws_kms_key\.[^}]+\.arn\}$/],
  ])('`cache` gives %s', (key, value) => {
    const parameters = synthesize().resource['aws_ssm_parameter'] ?? {};
    expect(parameters[`publish-cache-${key}`]?.['insecure_value']).toMatch(value);
    expect(Object.keys(parameters)).toHaveLength(8);
  });

  test('on the emulator, which has no replication group, the endpoints are impossible host names', () => {
    const terraform = synthesize({}, { target: 'emulator', protected: false });
    expect(Object.keys(terraform.resource).filter((type) => type.startsWith('aws_elasticache_'))).toEqual([
      'aws_elasticache_user',
    ]);
    const parameters = terraform.resource['aws_ssm_parameter'] ?? {};
    expect(parameters['publish-cache-primaryEndpoint']?.['insecure_value']).toBe('primary.left-out.invalid');
  });
});

describe('names', () => {
  test('pitfall 25: the longest environment name stays within the limits of ElastiCache', () => {
    const terraform = synthesize(redis, { name: `a${'-a'.repeat(9)}b` });
    const names = [
      cacheOf(terraform)['replication_group_id'],
      one(terraform, 'aws_elasticache_user_group')['user_group_id'],
      ...usersOf(terraform).map((user) => user['user_id']),
    ] as string[];
    expect(new Set(names).size).toBe(4);
    for (const name of names) expect(name).toMatch(/^(?!.*--)[a-z][a-z0-9-]{0,38}[a-z0-9]$/);
  });

  test('two synths are equal to the byte', () => {
    expect(JSON.stringify(synthesize())).toBe(JSON.stringify(synthesize()));
  });
});
