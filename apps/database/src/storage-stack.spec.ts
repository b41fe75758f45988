import { join } from 'node:path';
import { one, resourcesOf, terraformOf, type Terraform } from '@bulkhead/cdktf/testing';
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

const statementsOf = (policy: Attributes) =>
  (JSON.parse(policy['policy'] as string) as { Statement: Attributes[] }).Statement;
const statement = (policy: Attributes, sid: string) => statementsOf(policy).find(({ Sid }) => Sid === sid);

// What is of the data bucket or of the log bucket alone is tested in libs/data, where both are defined.
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

describe('P2.3: the bucket of static assets', () => {
  const terraform = staticAssets();

  test('pitfall 13: CloudFront reads and decrypts for distributions of the account, even before one exists', () => {
    const ofAccount = { ArnLike: { 'aws:SourceArn': 'arn:aws:cloudfront::123456789012:distribution/*' } };
    const policy = one(terraform, 'aws_s3_bucket_policy');
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
    expect(one(terraform, 'aws_s3_bucket_logging')['target_bucket']).toMatch(/consume-storage-logBucketName/);
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

describe('the contracts', () => {
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
