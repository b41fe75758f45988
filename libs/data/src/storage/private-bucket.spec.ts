import { one, resourcesOf } from '@bulkhead/cdktf/testing';
import { bucketName } from '@bulkhead/naming';
import { regionOf, statementsIn, terraformWith } from '../testing';
import { PrivateBucket, type PrivateBucketProps } from './private-bucket';

const keyArn = 'arn:aws:kms:eu-central-1:123456789012:key/1';

const bucketOf = (over: Partial<PrivateBucketProps> = {}, region = regionOf()) =>
  terraformWith((stack, nameScope) => {
    new PrivateBucket(stack, 'private', {
      nameScope,
      name: 'objects',
      isProtected: true,
      statements: (arn) => [
        { Sid: 'Some', Effect: 'Deny', Principal: { AWS: '*' }, Action: 's3:*', Resource: arn },
      ],
      ...over,
    });
  }, region);
const encryptionOf = (over: Partial<PrivateBucketProps> = {}) =>
  one(bucketOf(over), 'aws_s3_bucket_server_side_encryption_configuration')['rule'];

describe('P2.3: a private bucket', () => {
  const terraform = bucketOf();

  test.each(['block_public_acls', 'block_public_policy', 'ignore_public_acls', 'restrict_public_buckets'])(
    'is closed to the public: %s',
    (setting) => {
      expect(one(terraform, 'aws_s3_bucket_public_access_block')[setting]).toBe(true);
    },
  );

  test('belongs to the account with all of its objects, so that an ACL opens none of them', () => {
    expect(one(terraform, 'aws_s3_bucket_ownership_controls')['rule']).toEqual({
      object_ownership: 'BucketOwnerEnforced',
    });
  });

  test('P3.2: keeps every version, as replication needs', () => {
    expect(one(terraform, 'aws_s3_bucket_versioning')['versioning_configuration']).toEqual({
      status: 'Enabled',
    });
  });

  test('has the policy of its owner, about itself, after it is closed to the public', () => {
    const policy = one(terraform, 'aws_s3_bucket_policy');
    expect(statementsIn(policy['policy'])).toEqual([
      expect.objectContaining({
        Sid: 'Some',
        Resource: expect.stringMatching(/^\$\{aws_s3_bucket\.private_bucket_\w+\.arn\}$/),
      }),
    ]);
    expect(policy['depends_on']).toEqual([expect.stringMatching(/^aws_s3_bucket_public_access_block\./)]);
  });

  test('is the bucket that each of its settings names', () => {
    const settings = Object.keys(terraform.resource).filter((type) => type.startsWith('aws_s3_bucket_'));
    expect(settings).toHaveLength(5);
    for (const type of settings)
      expect(one(terraform, type)['bucket']).toMatch(/^\$\{aws_s3_bucket\.private_bucket_\w+\.bucket\}$/);
  });

  test.each(['primary', 'dr'] as const)('has a name that no other region has: %s', (role) => {
    const region = regionOf(role);
    expect(one(bucketOf({}, region), 'aws_s3_bucket')['bucket']).toBe(
      bucketName(region.nameScope, 'objects'),
    );
  });

  test('has additional tags only if its owner gives them', () => {
    const tagsOf = (over: Partial<PrivateBucketProps>) => one(bucketOf(over), 'aws_s3_bucket')['tags'];
    expect(tagsOf({ tags: { purpose: 'patients' } })).toMatchObject({ purpose: 'patients' });
    expect(tagsOf({})).not.toHaveProperty('purpose');
  });
});

describe('P3.10: encryption', () => {
  test('with a key, KMS encrypts new objects, and a bucket key saves calls to KMS', () => {
    expect(encryptionOf({ keyArn })).toEqual([
      {
        apply_server_side_encryption_by_default: { sse_algorithm: 'aws:kms', kms_master_key_id: keyArn },
        bucket_key_enabled: true,
      },
    ]);
  });

  test('without a key, S3 encrypts new objects with its own', () => {
    expect(encryptionOf()).toEqual([
      { apply_server_side_encryption_by_default: { sse_algorithm: 'AES256' } },
    ]);
  });
});

test.each([
  ['protected, it is kept', true],
  ['unprotected, it is deleted with everything in it', false],
])('P4.6: %s', (_, isProtected) => {
  const [bucket] = resourcesOf(bucketOf({ isProtected }), 'aws_s3_bucket');
  expect(bucket?.['lifecycle']).toEqual({ prevent_destroy: isProtected });
  expect(bucket?.['force_destroy']).toBe(!isProtected);
});
