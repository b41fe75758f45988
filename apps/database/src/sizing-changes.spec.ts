import { terraformOf, type Terraform } from '@bulkhead/cdktf/testing';
import { type EnvironmentDefinition } from '@bulkhead/config';
import { CacheStack } from './cache-stack';
import { RelationalStack } from './relational-stack';
import { contextOf, relationalOf } from './testing';

/** `type.attribute` of every difference. For a resource that is added or removed, only `type`. */
function differences(before: Terraform, after: Terraform): string[] {
  const addresses = ({ resource }: Terraform) =>
    new Map(
      Object.entries(resource).flatMap(([type, resources]) =>
        Object.entries(resources).map(([name, body]) => [`${type}.${name}`, { type, body }] as const),
      ),
    );
  const [old, new_] = [addresses(before), addresses(after)];
  return [...new Set([...old.keys(), ...new_.keys()])].flatMap((address) => {
    const [was, is] = [old.get(address), new_.get(address)];
    if (!was || !is) return [(was ?? is)?.type ?? ''];
    const attributes = new Set([...Object.keys(was.body), ...Object.keys(is.body)]);
    // The order in which resources are created does not count as a difference.
    return [...attributes]
      .filter((attribute) => attribute !== 'depends_on')
      .filter((attribute) => JSON.stringify(was.body[attribute]) !== JSON.stringify(is.body[attribute]))
      .map((attribute) => `${is.type}.${attribute}`);
  });
}

const cluster = 'aws_rds_cluster';
const instance = 'aws_rds_cluster_instance';

describe('a changed sizing value changes only the sized resources, in place', () => {
  test.each<[string, EnvironmentDefinition['preset'], object, string[]]>([
    [
      'P1.2: the capacity of Serverless v2',
      'patient-data',
      { capacity: { min: 16, max: 128 } },
      [`${cluster}.serverlessv2_scaling_configuration`],
    ],
    [
      'P3.3: the class of three instances',
      'hipaa-dr',
      { instanceClass: 'db.r7g.xlarge' },
      Array(3).fill(`${instance}.instance_class`) as string[],
    ],
    // The role trusts each instance by its name, so the role has to change before a new instance starts.
    ['P3.3: one instance more', 'hipaa-dr', { instances: 4 }, ['aws_iam_role.assume_role_policy', instance]],
    ['P3.3: one instance less', 'hipaa-dr', { instances: 2 }, ['aws_iam_role.assume_role_policy', instance]],
    [
      'P4.1: the class of the instance',
      'ecs-ec2',
      { instanceClass: 'db.m7g.xlarge' },
      ['aws_db_instance.instance_class'],
    ],
    ['P4.1: storage', 'ecs-ec2', { allocatedStorage: 200 }, ['aws_db_instance.allocated_storage']],
    [
      'P4.1: how far storage grows',
      'ecs-ec2',
      { maxAllocatedStorage: 1000 },
      ['aws_db_instance.max_allocated_storage'],
    ],
    [
      'P5.2: how long backups are kept',
      'saas',
      { backupRetentionDays: 14 },
      [`${cluster}.backup_retention_period`],
    ],
    [
      'P5.2: how long the log is kept',
      'saas',
      { logRetentionDays: 731 },
      ['aws_cloudwatch_log_group.retention_in_days'],
    ],
    [
      'P2.12: how far the secondary may lag behind',
      'web-multi-region',
      { global: { rpoSeconds: 60 } },
      ['aws_rds_cluster_parameter_group.parameter'],
    ],
  ])('%s', (_, preset, relational, expected) => {
    const found = differences(relationalOf(preset), relationalOf(preset, { relational }));
    expect(found.sort()).toEqual(expected.sort());
  });
});

/** Terraform's JSON of stack `relational` of `web-multi-region`, on a version that may be missing from the list. */
const onVersion = (engineVersion: string) => {
  const context = contextOf('relational', 'web-multi-region');
  Object.assign(context.environment.apps.database?.relational ?? {}, { engineVersion });
  return terraformOf(RelationalStack, context);
};

// The list has one version of each major version, which is upgraded in place. A deploy refuses another major version.
test('P2.12: a later minor version changes only the versions, and the global database upgrades its clusters', () => {
  expect(differences(onVersion('16.13'), onVersion('16.14')).sort()).toEqual([
    `${cluster}.engine_version`,
    'aws_rds_global_cluster.engine_version',
  ]);
});

/** The cache of `patient-data`, with some settings replaced. */
const cacheOf = (cache: object = {}) =>
  terraformOf(
    CacheStack,
    contextOf('cache', 'patient-data', { environment: { apps: { database: { cache } } } }),
  );

// ElastiCache changes these attributes of a replication group in place, unless the version becomes lower.
// https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyReplicationGroup.html
describe('P1.5: changing a size of the cache changes the replication group in place', () => {
  test.each<[string, object, string]>([
    ['larger nodes', { nodeType: 'cache.r7g.xlarge' }, 'node_type'],
    ['one node more', { nodes: 4 }, 'num_cache_clusters'],
    ['one node less', { nodes: 2 }, 'num_cache_clusters'],
    ['snapshots that are kept longer', { snapshotRetentionDays: 30 }, 'snapshot_retention_limit'],
    ['a later version of Valkey', { engineVersion: '8.2' }, 'engine_version'],
  ])('%s', (_, cache, attribute) => {
    expect(differences(cacheOf(), cacheOf(cache))).toEqual([
      `aws_elasticache_replication_group.${attribute}`,
    ]);
  });
});
