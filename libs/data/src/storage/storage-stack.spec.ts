import { one, resourcesOf, terraformOf, type Terraform } from '@bulkhead/cdktf/testing';
import { type EnvironmentDefinition, type RegionRole } from '@bulkhead/config';
import { sharedStackContext } from '@bulkhead/stack/testing';
import { type Attributes } from '../testing';
import { StorageStack } from './storage-stack';

interface Case {
  readonly preset?: EnvironmentDefinition['preset'];
  readonly storage?: object;
  readonly more?: Partial<EnvironmentDefinition>;
  readonly role?: RegionRole;
}

const contextOf = ({ preset = 'web-multi-region', storage = {}, more = {}, role = 'primary' }: Case) =>
  sharedStackContext(
    { app: 'database', stack: 'storage', publishes: ['storage'] },
    { preset, ...more, apps: { database: { storage } } } as Partial<EnvironmentDefinition>,
    role,
  );
const storageOf = (over: Case = {}) => terraformOf(StorageStack, contextOf(over));

/** The attributes of a rule for the data bucket or the log bucket, by the id of the rule. */
function ruleOf(terraform: Terraform, bucket: 'data' | 'log', id: string): Attributes | undefined {
  const [, configuration] =
    Object.entries(terraform.resource['aws_s3_bucket_lifecycle_configuration'] ?? {}).find(([name]) =>
      name.startsWith(`storage_${bucket}-bucket`),
    ) ?? [];
  return (configuration?.['rule'] as Attributes[]).find((rule) => rule['id'] === id);
}

describe.each([
  ['primary', 'us-east-1'],
  ['dr', 'us-west-2'],
] as const)('P2.3: the %s region', (role, region) => {
  const terraform = storageOf({ role });

  test('has a data bucket and a log bucket, each closed, with versions and with a policy', () => {
    expect(resourcesOf(terraform, 'aws_s3_bucket')).toHaveLength(2);
    for (const type of ['public_access_block', 'versioning', 'policy', 'ownership_controls'])
      expect(resourcesOf(terraform, `aws_s3_bucket_${type}`)).toHaveLength(2);
  });

  test('encrypts its objects with a key of the region', () => {
    expect(one(terraform, 'aws_kms_key')['policy']).toContain(`s3.${region}.amazonaws.com`);
    const encrypted = resourcesOf(terraform, 'aws_s3_bucket_server_side_encryption_configuration').map(
      ({ rule }) => JSON.stringify(rule),
    );
    expect(
      encrypted.filter((rule) => /\$\{aws_kms_key\.storage_encryption_key_\w+\.arn\}/.test(rule)),
    ).toHaveLength(1);
  });

  test.each([
    ['dataBucketName', /^\$\{aws_s3_bucket\.storage_data-bucket[^}]+\.bucket\}$/],
    ['dataBucketArn', /^\$\{aws_s3_bucket\.storage_data-bucket[^}]+\.arn\}$/],
    ['dataKeyArn', /^\$\{aws_kms_key\.[^}]+\.arn\}$/],
    ['logBucketName', /^\$\{aws_s3_bucket\.storage_log-bucket[^}]+\.bucket\}$/],
    ['logBucketArn', /^\$\{aws_s3_bucket\.storage_log-bucket[^}]+\.arn\}$/],
  ])('publishes %s', (key, value) => {
    const parameters = terraform.resource['aws_ssm_parameter'] ?? {};
    expect(parameters[`publish-storage-${key}`]?.['insecure_value']).toMatch(value);
    expect(Object.keys(parameters)).toHaveLength(5);
  });
});

test('the two regions have the same resources, so that a failover finds what it knows', () => {
  const [primary, dr] = (['primary', 'dr'] as const).map((role) =>
    Object.entries(storageOf({ role }).resource).map(([type, resources]) => [type, Object.keys(resources)]),
  );
  expect(dr).toEqual(primary);
});

test('P2.3: objects are archived after 90 days and deleted after 365', () => {
  expect(ruleOf(storageOf(), 'data', 'current-versions')).toMatchObject({
    transition: [{ days: 90, storage_class: 'GLACIER' }],
    expiration: [{ days: 365 }],
  });
});

test('P3.4: replaced objects are archived and kept for seven years, and current ones stay', () => {
  const terraform = storageOf({ preset: 'hipaa-dr' });
  expect(ruleOf(terraform, 'data', 'noncurrent-versions')).toMatchObject({
    noncurrent_version_transition: [{ noncurrent_days: 30, storage_class: 'GLACIER' }],
    noncurrent_version_expiration: [{ noncurrent_days: 2557 }],
  });
  expect(ruleOf(terraform, 'data', 'current-versions')?.['expiration']).toEqual([
    { expired_object_delete_marker: true },
  ]);
});

test('a change of retention changes only the lifecycle of one bucket', () => {
  const before = storageOf();
  const after = storageOf({ storage: { data: { current: { deleteAfterDays: 730 } } } });
  const types = Object.keys(before.resource).filter(
    (type) => JSON.stringify(before.resource[type]) !== JSON.stringify(after.resource[type]),
  );
  expect(types).toEqual(['aws_s3_bucket_lifecycle_configuration']);
  expect(ruleOf(after, 'log', 'current-versions')).toEqual(ruleOf(before, 'log', 'current-versions'));
  expect(ruleOf(after, 'data', 'current-versions')).toMatchObject({ expiration: [{ days: 730 }] });
});

test.each([true, false])(
  'P4.6: with `protected: %s`, Terraform keeps both buckets and the key, or deletes them with their content',
  (isProtected) => {
    const terraform = storageOf({ more: { protected: isProtected } });
    const buckets = resourcesOf(terraform, 'aws_s3_bucket');
    expect(buckets.map((bucket) => bucket['force_destroy'])).toEqual([!isProtected, !isProtected]);
    for (const resource of [...buckets, one(terraform, 'aws_kms_key')])
      expect(resource['lifecycle']).toEqual({ prevent_destroy: isProtected });
  },
);

test('pitfall 25: bucket names differ between environments and regions, and stay within the limit', () => {
  const names = ['test', `a${'-a'.repeat(9)}b`].flatMap((name) =>
    (['primary', 'dr'] as const).flatMap((role) =>
      resourcesOf(storageOf({ more: { name }, role }), 'aws_s3_bucket').map(({ bucket }) => bucket as string),
    ),
  );
  expect(new Set(names).size).toBe(8);
  for (const name of names) expect(name).toMatch(/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/);
});

test('P3.11: two synths are equal to the byte', () => {
  expect(JSON.stringify(storageOf())).toBe(JSON.stringify(storageOf()));
});
