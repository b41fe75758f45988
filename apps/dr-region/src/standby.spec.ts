import { resourcesOf, type Terraform, one } from '@bulkhead/cdktf/testing';
import { BackupStack } from './backup-stack';
import { CacheStack } from './cache-stack';
import { FileSystemStack } from './file-system-stack';
import { NetworkStack } from './network-stack';
import { RelationalStack } from './relational-stack';
import { StorageStack } from './storage-stack';
import { type Attributes, standbyOf } from './testing';

const presets = ['patient-data', 'web-multi-region', 'hipaa-dr'] as const;
const regions = {
  'patient-data': ['ap-southeast-1', 'ap-southeast-2'],
  'web-multi-region': ['us-east-1', 'us-west-2'],
  'hipaa-dr': ['eu-central-1', 'eu-west-1'],
} as const;

/** Attributes of a resource whose changes Terraform ignores. */
const ignored = (resource: Attributes) => (resource['lifecycle'] as Attributes)['ignore_changes'];

/** The values that a stack publishes, by key. */
const publishedBy = (terraform: Terraform, contract: string): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(terraform.resource['aws_ssm_parameter'] ?? {}).flatMap(([name, attributes]) =>
      name.startsWith(`publish-${contract}-`)
        ? [[name.replace(`publish-${contract}-`, ''), (attributes as Attributes)['insecure_value']]]
        : [],
    ),
  );

describe.each(presets)('the DR region of %s', (preset) => {
  const [primary, dr] = regions[preset];
  const relational = standbyOf(RelationalStack, 'relational', preset);
  const cluster = one(relational, 'aws_rds_cluster');

  test('P1.2, pitfall 4: has a secondary cluster, without a master user, under a key of its own', () => {
    expect(cluster).toMatchObject({
      global_cluster_identifier: expect.stringMatching(/relational-global/) as string,
      source_region: primary,
      storage_encrypted: true,
      kms_key_id: expect.stringMatching(/^\$\{aws_kms_key\./) as string,
      deletion_protection: true,
      skip_final_snapshot: false,
    });
    for (const own of [
      'master_username',
      'master_password_wo',
      'manage_master_user_password',
      'database_name',
    ])
      expect(cluster).not.toHaveProperty(own);
    expect(resourcesOf(relational, 'aws_rds_global_cluster')).toEqual([]);
  });

  test('P1.11: a deploy does not undo a failover that took it out of the global database', () => {
    expect(ignored(cluster)).toEqual(expect.arrayContaining(['engine_version', 'global_cluster_identifier']));
  });

  test('P1.2: a deploy does not promote it because of the replication source that AWS reports', () => {
    expect(cluster).not.toHaveProperty('replication_source_identifier');
    expect(ignored(cluster)).toContain('replication_source_identifier');
  });

  test('P3.3: has two reader instances, which are monitored like those of the primary', () => {
    const instances = resourcesOf(relational, 'aws_rds_cluster_instance');
    expect(instances).toHaveLength(2);
    for (const instance of instances)
      expect(instance).toMatchObject({
        performance_insights_enabled: true,
        monitoring_interval: 60,
        publicly_accessible: false,
      });
  });

  test('P1.3: applications find the replica of their credentials by name, in this region', () => {
    const { secretArn, secretKeyArn } = publishedBy(relational, 'database');
    expect(secretArn).toMatch(/^\$\{one\(tolist\(data\.aws_secretsmanager_secrets\./);
    expect(secretKeyArn).toMatch(/^\$\{data\.aws_kms_alias\..*target_key_arn\}$/);
    expect(resourcesOf(relational, 'aws_secretsmanager_secret')).toEqual([]);
  });

  test('P1.3: without exactly one replica, Terraform stops and says what to do', () => {
    const [secrets] = Object.values(relational.data?.['aws_secretsmanager_secrets'] ?? {});
    expect(secrets?.['lifecycle']).toEqual({
      postcondition: [
        {
          condition: '${length(self.arns) > 0}',
          error_message: expect.stringMatching(
            `^Region ${dr} has no secret bulkhead/test/database/application, .* Next: deploy stack credentials of database`,
          ) as string,
        },
        {
          condition: '${length(self.arns) < 2}',
          error_message: expect.stringMatching(
            / begins with bulkhead\/test\/.* Next: rename the others/,
          ) as string,
        },
      ],
    });
  });

  test('P1.11: the global database has the same name as in the primary region', () => {
    expect(publishedBy(relational, 'global-database')['globalClusterIdentifier']).toBe(
      cluster['global_cluster_identifier'],
    );
  });

  test('P3.8: has a locked vault that receives copies of recovery points from the primary region', () => {
    const backup = standbyOf(BackupStack, 'backup', preset);
    expect(one(backup, 'aws_backup_vault')).toMatchObject({
      name: expect.stringContaining('backup') as string,
    });
    expect(one(backup, 'aws_backup_vault_lock_configuration')).toMatchObject({ min_retention_days: 7 });
    const keys = resourcesOf(backup, 'aws_kms_key').map((key) => key['policy'] as string);
    expect(keys.some((policy) => policy.includes(`backup.${primary}.amazonaws.com`))).toBe(true);
  });

  test('P1.9: has a role that restores into new resources of the environment; nothing is backed up there', () => {
    const backup = standbyOf(BackupStack, 'backup', preset);
    expect(one(backup, 'aws_iam_role')['name']).toBe(`bulkhead-test-backup-restore-${dr}`);
    expect(publishedBy(backup, 'backup')['restoreRoleArn']).toMatch(/^\$\{aws_iam_role\.restore-role/);
    const { policy } = one(backup, 'aws_iam_role_policy') as { policy: string };
    const { Statement } = JSON.parse(policy) as { Statement: { Action: string[]; Resource: string[] }[] };
    const restores = Statement.filter(({ Action }) => Action.some((each) => /Restore|s3:Put/.test(each)));
    for (const resource of restores.flatMap(({ Resource }) => Resource))
      expect(resource).toMatch(
        /:(cluster|db):bulkhead-test-restored\*$|:::bulkhead-test-restored-[0-9a-f]{8}\*|:awsbackup:\*$|:(subgrp|cluster-pg|pg|og):\*$|:file-system\/\*$/,
      );
    expect(restores.flatMap(({ Resource }) => Resource)).toContain(
      `arn:aws:rds:${dr}:123456789012:cluster:bulkhead-test-restored*`,
    );
    expect(policy).not.toContain('iam:PassRole');
    expect(resourcesOf(backup, 'aws_backup_plan')).toEqual([]);
  });

  test('P2.3: has the buckets of the primary region, with versions', () => {
    const storage = standbyOf(StorageStack, 'storage', preset);
    const versioning = resourcesOf(storage, 'aws_s3_bucket_versioning');
    expect(versioning).toHaveLength(2);
    for (const each of versioning) expect(each['versioning_configuration']).toEqual({ status: 'Enabled' });
  });

  test('P2.1: has its own network, in its own zones', () => {
    const network = standbyOf(NetworkStack, 'network', preset);
    const zones = resourcesOf(network, 'aws_subnet').map((subnet) => subnet['availability_zone']);
    expect(zones).toHaveLength(9);
    for (const zone of zones) expect(zone).toMatch(new RegExp(`^${dr}[abc]$`));
  });

  test.each([
    ['network', NetworkStack],
    ['storage', StorageStack],
    ['relational', RelationalStack],
    ['backup', BackupStack],
  ] as const)('P1.11: %s is deployed without a call to the primary region', (stack, Stack) => {
    const { provider } = standbyOf(Stack, stack, preset) as unknown as { provider: { aws: Attributes[] } };
    expect(provider.aws.map(({ region }) => region)).toEqual([dr]);
  });
});

test('P1.6: the replication may overwrite the file system of the DR region, and deploys ignore that setting', () => {
  const fileSystem = one(standbyOf(FileSystemStack, 'file-system', 'patient-data'), 'aws_efs_file_system');
  expect(fileSystem).toMatchObject({
    encrypted: true,
    protection: { replication_overwrite: 'DISABLED' },
    lifecycle: { prevent_destroy: true, ignore_changes: ['protection'] },
  });
});

test('P1.5: the cache of the DR region is encrypted and fails over like the primary one, and is not replicated', () => {
  const cache = standbyOf(CacheStack, 'cache', 'patient-data', {
    database: { cache: { globalDatastore: true } },
  });
  expect(one(cache, 'aws_elasticache_replication_group')).toMatchObject({
    num_cache_clusters: 2,
    automatic_failover_enabled: true,
    at_rest_encryption_enabled: 'true',
    transit_encryption_enabled: true,
  });
  expect(resourcesOf(cache, 'aws_elasticache_global_replication_group')).toEqual([]);
});
