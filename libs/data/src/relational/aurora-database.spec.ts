import { one, resourcesOf, type Terraform } from '@bulkhead/cdktf/testing';
import { type AuroraSettings, type RegionRole } from '@bulkhead/config';
import { type Attributes, regionOf, show, shownIn, sidsIn, terraformWith } from '../testing';
import { type ClusterData } from './aurora-cluster';
import { AuroraDatabase } from './aurora-database';
import { valuesOf } from './relational-database';

const common = {
  engineVersion: '16.13',
  databaseName: 'ehr',
  instances: 2,
  backupRetentionDays: 21,
  logRetentionDays: 731,
} as const;
const settings: AuroraSettings = { ...common, type: 'aurora-provisioned', instanceClass: 'db.r7g.large' };
const inGlobal: AuroraSettings = { ...settings, global: { rpoSeconds: 60 } };
const serverless: AuroraSettings = {
  ...common,
  type: 'aurora-serverless-v2',
  capacity: { min: 0.5, max: 4 },
};

const managed: ClusterData = { masterUser: { password: 'managed' } };
const own: ClusterData = { masterUser: { password: 'own', value: '${ephemeral.some.password}', version: 1 } };
const replicated: ClusterData = { replicatedFrom: 'eu-central-1' };

interface Case {
  readonly settings?: AuroraSettings;
  readonly data?: ClusterData;
  readonly role?: RegionRole;
  readonly zones?: number;
}

interface Synthesized {
  readonly terraform: Terraform;
  /** What clients of the database get. */
  readonly values: Attributes;
  readonly global?: unknown;
  readonly managedSecretArn?: unknown;
  readonly target?: unknown;
}

function databaseOf({ data = managed, role = 'primary', zones = 3, ...over }: Case = {}): Synthesized {
  const terraform = terraformWith((stack, nameScope) => {
    const letters = [...'abcdef'].slice(0, zones);
    const database = new AuroraDatabase(stack, 'database', {
      nameScope,
      settings: over.settings ?? settings,
      data,
      zones: letters.map((letter) => `${nameScope.region}${letter}`),
      vpcId: 'vpc-1',
      subnetIds: letters.map((letter) => `subnet-${letter}`),
      isProtected: true,
      finalSnapshot: true,
    });
    const { global, managedSecretArn, target } = database;
    const values = valuesOf(database, { secretArn: 'the-secret', secretKeyArn: 'the-key-of-the-secret' });
    show(stack, { values, global, managedSecretArn, target });
  }, regionOf(role));
  const { values, ...rest } = shownIn(terraform);
  return { terraform, values: values as Attributes, ...rest };
}

/** Each way to have the database: in one region, and in each region of a global database. */
const alone = databaseOf();
const primary = databaseOf({ settings: inGlobal, data: own });
const secondary = databaseOf({ settings: inGlobal, data: replicated, role: 'dr' });
const ways = [
  ['alone', alone],
  ['primary', primary],
  ['secondary', secondary],
] as const;
const clusterOf = ({ terraform }: Synthesized) => one(terraform, 'aws_rds_cluster');

describe.each(ways)('P1.2: the database, %s', (_, database) => {
  const { terraform } = database;
  const cluster = clusterOf(database);

  test('P3.10: has one key, for storage, log and Performance Insights', () => {
    const keyArn = expect.stringMatching(/^\$\{aws_kms_key\.database_encryption_key_\w+\.arn\}$/);
    expect(resourcesOf(terraform, 'aws_kms_key')).toHaveLength(1);
    expect(cluster['kms_key_id']).toEqual(keyArn);
    expect(one(terraform, 'aws_cloudwatch_log_group')).toMatchObject({
      kms_key_id: keyArn,
      retention_in_days: 731,
    });
    for (const instance of resourcesOf(terraform, 'aws_rds_cluster_instance'))
      expect(instance['performance_insights_kms_key_id']).toEqual(keyArn);
  });

  test('is placed in its subnets, behind its security group, with its parameters', () => {
    expect(cluster).toMatchObject({
      db_subnet_group_name: expect.stringMatching(/^\$\{aws_db_subnet_group\.database_placement_/),
      vpc_security_group_ids: [expect.stringMatching(/^\$\{aws_security_group\.database_placement_/)],
      db_cluster_parameter_group_name: expect.stringMatching(
        /^\$\{aws_rds_cluster_parameter_group\.database_parameters_/,
      ),
    });
  });

  test('has its instances in two zones of the region', () => {
    const zones = resourcesOf(terraform, 'aws_rds_cluster_instance').map((each) => each['availability_zone']);
    expect(zones).toEqual(['a', 'b'].map((letter) => expect.stringMatching(new RegExp(`-1${letter}$`))));
  });

  test('P2.9: has a monitoring role for these instances alone', () => {
    const trust = one(terraform, 'aws_iam_role')['assume_role_policy'] as string;
    for (const { identifier } of resourcesOf(terraform, 'aws_rds_cluster_instance'))
      expect(trust).toContain(`:db:${String(identifier)}"`);
  });

  test.each([
    ['identifier', /^\$\{aws_rds_cluster\.[^}]+\.cluster_identifier\}$/],
    ['resourceId', /^\$\{aws_rds_cluster\.[^}]+\.cluster_resource_id\}$/],
    ['writerEndpoint', /^\$\{aws_rds_cluster\.[^}]+\.endpoint\}$/],
    ['readerEndpoint', /^\$\{aws_rds_cluster\.[^}]+\.reader_endpoint\}$/],
    ['port', /^5432$/],
    ['securityGroupId', /^\$\{aws_security_group\.[^}]+\.id\}$/],
    ['keyArn', /^\$\{aws_kms_key\.[^}]+\.arn\}$/],
    ['secretArn', /^the-secret$/],
    ['secretKeyArn', /^the-key-of-the-secret$/],
  ])('gives its clients %s', (key, value) => {
    expect(database.values[key]).toMatch(value);
    expect(Object.keys(database.values)).toHaveLength(10);
  });

  test('is the target of a proxy as a cluster', () => {
    expect(database.target).toEqual({
      dbClusterIdentifier: expect.stringMatching(/^\$\{aws_rds_cluster\.[^}]+\.cluster_identifier\}$/),
    });
  });
});

describe('P1.2, P1.11: the global database', () => {
  const name = 'bulkhead-test-relational-global';

  test('is created by the primary region alone', () => {
    const counts = ways.map(([, { terraform }]) => resourcesOf(terraform, 'aws_rds_global_cluster').length);
    expect(counts).toEqual([0, 1, 0]);
    expect(one(primary.terraform, 'aws_rds_global_cluster')['global_cluster_identifier']).toBe(name);
  });

  test('is joined by its resource in the primary region, and by its name in the other', () => {
    expect(clusterOf(primary)['global_cluster_identifier']).toMatch(
      /^\$\{aws_rds_global_cluster\.database_global_[^}]+\.global_cluster_identifier\}$/,
    );
    expect(clusterOf(secondary)['global_cluster_identifier']).toBe(name);
    expect(clusterOf(alone)).not.toHaveProperty('global_cluster_identifier');
  });

  test('is known to a failover by the same name in both regions, with the cluster of the region', () => {
    const expected = {
      globalClusterIdentifier: name,
      clusterArn: expect.stringMatching(/^\$\{aws_rds_cluster\.database_aurora_[^}]+\.arn\}$/),
    };
    expect([alone, primary, secondary].map(({ global }) => global)).toEqual([undefined, expected, expected]);
  });

  test('has no identifier of a cluster twice', () => {
    expect(ways.map(([, way]) => clusterOf(way)['cluster_identifier'])).toEqual([
      'bulkhead-test-relational',
      'bulkhead-test-relational-eu-central-1',
      'bulkhead-test-relational-eu-west-1',
    ]);
  });

  test('pitfall 26: has the allowed lag in the parameters of both clusters', () => {
    const rpoOf = ({ terraform }: Synthesized) =>
      (one(terraform, 'aws_rds_cluster_parameter_group')['parameter'] as Attributes[]).find(
        (parameter) => parameter['name'] === 'rds.global_db_rpo',
      )?.['value'];
    expect([alone, primary, secondary].map(rpoOf)).toEqual([undefined, '60', '60']);
  });
});

describe('P1.3: the master user', () => {
  test('has a secret of RDS only if RDS manages the password', () => {
    expect([alone, primary, secondary].map(({ managedSecretArn }) => managedSecretArn)).toEqual([
      expect.stringMatching(/^\$\{aws_rds_cluster\.[^}]+\.master_user_secret\[0\]\.secret_arn\}$/),
      undefined,
      undefined,
    ]);
  });

  test('P3.7: decides which services may use the key', () => {
    const servicesOf = ({ terraform }: Synthesized) =>
      sidsIn(one(terraform, 'aws_kms_key')['policy']).filter((sid) =>
        ['SecretsManager', 'Lambda'].includes(sid),
      );
    expect([alone, primary, secondary].map(servicesOf)).toEqual([['SecretsManager'], ['Lambda'], []]);
  });

  test('pitfall 4: a secondary has the database of its primary, and takes the name from the settings', () => {
    const fromCluster = expect.stringMatching(/^\$\{aws_rds_cluster\.[^}]+\.database_name\}$/);
    expect([alone, primary, secondary].map(({ values }) => values['databaseName'])).toEqual([
      fromCluster,
      fromCluster,
      'ehr',
    ]);
  });
});

test.each([
  ['the class of the settings', settings, 'db.r7g.large'],
  ['Serverless v2', serverless, 'db.serverless'],
])('P1.2: the instances are of %s', (_, ofType, instanceClass) => {
  const instances = resourcesOf(databaseOf({ settings: ofType }).terraform, 'aws_rds_cluster_instance');
  expect(instances.map((each) => each['instance_class'])).toEqual([instanceClass, instanceClass]);
});

// Aurora keeps the storage in three zones, and accepts instances only there.
test.each([
  [2, 2],
  [3, 3],
  [6, 3],
])('P1.2, P3.3: of %i zones, the first %i have the storage', (zones, count) => {
  const { terraform } = databaseOf({ zones });
  expect(one(terraform, 'aws_db_subnet_group')['subnet_ids']).toHaveLength(count);
});
