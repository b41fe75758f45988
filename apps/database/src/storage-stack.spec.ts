import { join } from 'node:path';
import { resourcesOf, terraformOf, type Terraform } from '@bulkhead/cdktf/testing';
import { type EnvironmentDefinition } from '@bulkhead/config';
import { testContext } from '@bulkhead/stack/testing';
import { StaticAssetsStack } from './static-assets-stack';
import { StorageStack } from './storage-stack';

type Attributes = Record<string, unknown>;
type Overrides = Partial<EnvironmentDefinition>;

const project = join(__dirname, '..');
const withSettings = (database: object, more: object = {}): Overrides =>
  ({ preset: 'web-multi-region', ...more, apps: { database } }) as Overrides;
const synthesize = (storage: object = {}, more: object = {}) =>
  terraformOf(StorageStack, testContext(project, 'storage', withSettings({ storage }, more)));
const staticAssets = (more: object = {}) =>
  terraformOf(StaticAssetsStack, testContext(project, 'static-assets', withSettings({}, more)));

/** The resource of a type that belongs to one bucket, found by the id of its construct. */
function of(terraform: Terraform, bucket: 'data' | 'log' | 'static-assets', type: string): Attributes {
  const names = Object.keys(terraform.resource[type] ?? {});
  const [name, ...others] = names.filter((each) =>
    each.startsWith(bucket === 'static-assets' ? bucket : `storage_${bucket}-bucket`),
  );
  expect(others).toEqual([]);
  return terraform.resource[type]?.[name ?? ''] ?? {};
}
const statementsOf = (policy: Attributes) =>
  (JSON.parse(policy['policy'] as string) as { Statement: Attributes[] }).Statement;
const statement = (policy: Attributes, sid: string) => statementsOf(policy).find(({ Sid }) => Sid === sid);
const rulesOf = (terraform: Terraform, bucket: 'data' | 'log') =>
  of(terraform, bucket, 'aws_s3_bucket_lifecycle_configuration')['rule'] as Attributes[];
const rule = (terraform: Terraform, bucket: 'data' | 'log', id: string) =>
  rulesOf(terraform, bucket).find((each) => each['id'] === id);
const keyArn = expect.stringMatching(/^\$\{aws_kms_key\.[^}]+\.arn\}$/);

describe('P2.3: every bucket', () => {
  const cases: [string, Terraform, number][] = [
    ['data and log', synthesize(), 2],
    ['static assets', staticAssets(), 1],
  ];

  test.each(cases)(
    'of %s is closed to the public, whatever a policy or an ACL allows',
    (_, terraform, count) => {
      const blocks = resourcesOf(terraform, 'aws_s3_bucket_public_access_block');
      expect(blocks).toHaveLength(count);
      for (const block of blocks) {
        expect(block).toMatchObject({
          block_public_acls: true,
          block_public_policy: true,
          ignore_public_acls: true,
          restrict_public_buckets: true,
        });
      }
      for (const ownership of resourcesOf(terraform, 'aws_s3_bucket_ownership_controls'))
        expect(ownership['rule']).toEqual({ object_ownership: 'BucketOwnerEnforced' });
    },
  );

  test.each(cases)('of %s keeps every version, as replication needs', (_, terraform, count) => {
    const versioning = resourcesOf(terraform, 'aws_s3_bucket_versioning');
    expect(versioning).toHaveLength(count);
    for (const each of versioning) expect(each['versioning_configuration']).toEqual({ status: 'Enabled' });
  });

  test.each(cases)('of %s refuses plain HTTP and outdated TLS for everybody', (_, terraform, count) => {
    const policies = resourcesOf(terraform, 'aws_s3_bucket_policy');
    expect(policies).toHaveLength(count);
    for (const policy of policies) {
      for (const sid of ['PlainText', 'OutdatedTls'])
        expect(statement(policy, sid)).toMatchObject({
          Effect: 'Deny',
          Principal: { AWS: '*' },
          Action: 's3:*',
        });
      expect(statement(policy, 'PlainText')).toMatchObject({
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      });
      expect(statementsOf(policy).every(({ Sid }) => typeof Sid === 'string')).toBe(true);
    }
  });

  test.each(cases)('of %s deletes abandoned uploads', (_, terraform) => {
    for (const { rule: rules } of resourcesOf(terraform, 'aws_s3_bucket_lifecycle_configuration')) {
      expect(rules).toContainEqual(
        expect.objectContaining({ abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }] }),
      );
    }
  });
});

describe('P2.3: the data bucket', () => {
  const terraform = synthesize();

  test('P3.10: is encrypted with its own key, with a bucket key', () => {
    expect(of(terraform, 'data', 'aws_s3_bucket_server_side_encryption_configuration')['rule']).toEqual([
      {
        apply_server_side_encryption_by_default: { sse_algorithm: 'aws:kms', kms_master_key_id: keyArn },
        bucket_key_enabled: true,
      },
    ]);
  });

  test('refuses uploads that name another encryption, and accepts uploads that name none', () => {
    const policy = of(terraform, 'data', 'aws_s3_bucket_policy');
    const algorithm = 's3:x-amz-server-side-encryption';
    expect(statement(policy, 'OtherEncryption')).toMatchObject({
      Effect: 'Deny',
      Action: 's3:PutObject',
      Condition: { StringNotEquals: { [algorithm]: 'aws:kms' }, Null: { [algorithm]: 'false' } },
    });
    const key = `${algorithm}-aws-kms-key-id`;
    expect(statement(policy, 'OtherKey')).toMatchObject({
      Effect: 'Deny',
      Condition: { StringNotEquals: { [key]: keyArn }, Null: { [key]: 'false' } },
    });
    expect(statement(policy, 'KeyOfTheClient')).toMatchObject({
      Effect: 'Deny',
      Condition: { Null: { [`${algorithm}-customer-algorithm`]: 'false' } },
    });
  });

  test('P2.3: archives after 90 days and deletes after 365', () => {
    expect(rule(terraform, 'data', 'current-versions')).toMatchObject({
      status: 'Enabled',
      transition: [{ days: 90, storage_class: 'GLACIER' }],
      expiration: [{ days: 365 }],
    });
  });

  test('P3.4: archives replaced versions and keeps them for 2,555 days', () => {
    const hipaa = synthesize({}, { preset: 'hipaa-dr' });
    expect(rule(hipaa, 'data', 'noncurrent-versions')).toMatchObject({
      status: 'Enabled',
      noncurrent_version_transition: [{ noncurrent_days: 30, storage_class: 'GLACIER' }],
      noncurrent_version_expiration: [{ noncurrent_days: 2557 }],
    });
    expect(rule(hipaa, 'data', 'current-versions')).toMatchObject({
      expiration: [{ expired_object_delete_marker: true }],
    });
  });

  test('logs requests to the log bucket, after S3 may deliver there', () => {
    expect(of(terraform, 'data', 'aws_s3_bucket_logging')).toMatchObject({
      target_bucket: expect.stringMatching(/aws_s3_bucket\.storage_log-bucket/),
      target_prefix: 's3/',
      depends_on: [expect.stringMatching(/^aws_s3_bucket_policy\.storage_log-bucket/)],
    });
  });

  test('pitfall 20: sends its events to EventBridge, and directly to no function', () => {
    expect(of(terraform, 'data', 'aws_s3_bucket_notification')).toMatchObject({ eventbridge: true });
    expect(JSON.stringify(terraform.resource)).not.toMatch(/lambda_function|"(queue|topic)":/);
  });

  test('is included in the backup plan', () => {
    expect(of(terraform, 'data', 'aws_s3_bucket')['tags']).toMatchObject({ 'bulkhead:backup': 'tiered' });
  });

  test('may have Object Lock, and an existing bucket gets it without replacement', () => {
    const locked = synthesize({ data: { objectLock: { mode: 'COMPLIANCE', days: 2555 } } });
    expect(of(locked, 'data', 'aws_s3_bucket_object_lock_configuration')).toMatchObject({
      rule: { default_retention: { mode: 'COMPLIANCE', days: 2555 } },
    });
    expect(of(locked, 'data', 'aws_s3_bucket')).toEqual(of(terraform, 'data', 'aws_s3_bucket'));
    expect(resourcesOf(terraform, 'aws_s3_bucket_object_lock_configuration')).toEqual([]);
  });

  test('P3.7: its key can be used only through S3 and from the account', () => {
    const policy = resourcesOf(terraform, 'aws_kms_key')[0] ?? {};
    expect(statementsOf(policy).map(({ Sid }) => Sid)).toEqual(['AccountAdministration', 'S3']);
    expect(statement(policy, 'S3')).toMatchObject({
      Condition: {
        StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com', 'kms:CallerAccount': '123456789012' },
      },
    });
  });
});

describe('P2.3: the log bucket', () => {
  const terraform = synthesize();

  test('pitfalls 16 and 17: has the key of S3 and no Object Lock, so that logs can be delivered', () => {
    const locked = synthesize({ data: { objectLock: { mode: 'GOVERNANCE', days: 30 } } });
    expect(of(locked, 'log', 'aws_s3_bucket_server_side_encryption_configuration')['rule']).toEqual([
      { apply_server_side_encryption_by_default: { sse_algorithm: 'AES256' } },
    ]);
    expect(resourcesOf(locked, 'aws_s3_bucket_object_lock_configuration')).toHaveLength(1);
    expect(of(locked, 'log', 'aws_s3_bucket_object_lock_configuration')).toEqual({});
  });

  test('accepts access logs only from the buckets of this environment and account', () => {
    expect(statement(of(terraform, 'log', 'aws_s3_bucket_policy'), 'AccessLogsOfBuckets')).toEqual({
      Sid: 'AccessLogsOfBuckets',
      Effect: 'Allow',
      Principal: { Service: 'logging.s3.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: expect.stringMatching(/\/s3\/\*$/),
      Condition: {
        StringEquals: { 'aws:SourceAccount': '123456789012' },
        ArnLike: { 'aws:SourceArn': ['arn:aws:s3:::bulkhead-test-*'] },
      },
    });
    const sources = [
      ...resourcesOf(terraform, 'aws_s3_bucket'),
      ...resourcesOf(staticAssets(), 'aws_s3_bucket'),
    ];
    for (const { bucket } of sources) expect(bucket).toMatch(/^bulkhead-test-/);
  });

  test.each([
    ['us-east-1', 'web-multi-region', { AWS: 'arn:aws:iam::127311923021:root' }],
    ['eu-central-1', 'hipaa-dr', { AWS: 'arn:aws:iam::054676820928:root' }],
  ])(
    'pitfall 16: accepts access logs of load balancers, in %s from the account of Elastic Load Balancing',
    (_, preset, principal) => {
      const policy = of(synthesize({}, { preset }), 'log', 'aws_s3_bucket_policy');
      expect(statement(policy, 'AccessLogsOfLoadBalancers')).toMatchObject({
        Effect: 'Allow',
        Principal: principal,
        Action: 's3:PutObject',
        Resource: expect.stringMatching(/\/load-balancers\/AWSLogs\/123456789012\/\*$/),
      });
    },
  );

  test('keeps logs as configured', () => {
    const kept = synthesize({ log: { archiveAfterDays: 30, deleteAfterDays: 2555 } });
    expect(rule(kept, 'log', 'current-versions')).toMatchObject({
      transition: [{ days: 30, storage_class: 'GLACIER' }],
      expiration: [{ days: 2555 }],
    });
  });
});

describe('P2.3: the bucket of static assets', () => {
  const terraform = staticAssets();

  test('pitfall 13: CloudFront reads and decrypts for distributions of the account, even before one exists', () => {
    const ofAccount = { ArnLike: { 'aws:SourceArn': 'arn:aws:cloudfront::123456789012:distribution/*' } };
    const policy = of(terraform, 'static-assets', 'aws_s3_bucket_policy');
    expect(statement(policy, 'DistributionsOfTheAccount')).toMatchObject({
      Effect: 'Allow',
      Principal: { Service: 'cloudfront.amazonaws.com' },
      Action: 's3:GetObject',
      Condition: ofAccount,
    });
    expect(
      statement(resourcesOf(terraform, 'aws_kms_key')[0] ?? {}, 'CloudFrontDistributions'),
    ).toMatchObject({
      Action: ['kms:Decrypt'],
      Condition: ofAccount,
    });
  });

  test('logs to the log bucket of the region', () => {
    expect(of(terraform, 'static-assets', 'aws_s3_bucket_logging')['target_bucket']).toMatch(
      /consume-storage-logBucketName/,
    );
  });
});

describe('protection', () => {
  const stateful = ['aws_s3_bucket', 'aws_kms_key'];

  test.each([
    ['protected', true],
    ['unprotected', false],
  ])('P4.6: %s, Terraform refuses to destroy a bucket or its key: %s', (_, isProtected) => {
    for (const terraform of [
      synthesize({}, { protected: isProtected }),
      staticAssets({ protected: isProtected }),
    ]) {
      for (const bucket of resourcesOf(terraform, 'aws_s3_bucket'))
        expect(bucket['force_destroy']).toBe(!isProtected);
      for (const type of stateful) {
        for (const resource of resourcesOf(terraform, type))
          expect(resource['lifecycle']).toEqual({ prevent_destroy: isProtected });
      }
    }
  });
});

describe('a change of retention', () => {
  test('changes only the lifecycle of one bucket', () => {
    const before = synthesize();
    const after = synthesize({ data: { current: { deleteAfterDays: 730 } } });
    const types = Object.keys(before.resource).filter(
      (type) => JSON.stringify(before.resource[type]) !== JSON.stringify(after.resource[type]),
    );
    expect(types).toEqual(['aws_s3_bucket_lifecycle_configuration']);
    expect(rulesOf(after, 'log')).toEqual(rulesOf(before, 'log'));
  });
});

describe('the contracts', () => {
  test.each([
    ['dataBucketName', /^\$\{aws_s3_bucket\.storage_data-bucket[^}]+\.bucket\}$/],
    ['dataBucketArn', /^\$\{aws_s3_bucket\.storage_data-bucket[^}]+\.arn\}$/],
    ['dataKeyArn', /^\$\{aws_kms_key\.[^}]+\.arn\}$/],
    ['logBucketName', /^\$\{aws_s3_bucket\.storage_log-bucket[^}]+\.bucket\}$/],
    ['logBucketArn', /^\$\{aws_s3_bucket\.storage_log-bucket[^}]+\.arn\}$/],
  ])('`storage` publishes %s', (key, value) => {
    const parameters = synthesize().resource['aws_ssm_parameter'] ?? {};
    expect(parameters[`publish-storage-${key}`]?.['insecure_value']).toMatch(value);
    expect(Object.keys(parameters)).toHaveLength(5);
  });

  test.each([
    ['bucketName', /^\$\{aws_s3_bucket\.[^}]+\.bucket\}$/],
    ['bucketArn', /^\$\{aws_s3_bucket\.[^}]+\.arn\}$/],
    ['bucketDomainName', /^\$\{aws_s3_bucket\.[^}]+\.bucket_regional_domain_name\}$/],
    ['keyArn', /^\$\{aws_kms_key\.[^}]+\.arn\}$/],
  ])('`static-assets` publishes %s', (key, value) => {
    const parameters = staticAssets().resource['aws_ssm_parameter'] ?? {};
    expect(parameters[`publish-static-assets-${key}`]?.['insecure_value']).toMatch(value);
    expect(Object.keys(parameters)).toHaveLength(4);
  });
});

test('pitfall 25: bucket names differ between environments, and stay within the limit', () => {
  const names = ['test', `a${'-a'.repeat(9)}b`].flatMap((name) =>
    [synthesize({}, { name }), staticAssets({ name })].flatMap((terraform) =>
      resourcesOf(terraform, 'aws_s3_bucket').map(({ bucket }) => bucket as string),
    ),
  );
  expect(new Set(names).size).toBe(6);
  for (const name of names) expect(name).toMatch(/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/);
});
