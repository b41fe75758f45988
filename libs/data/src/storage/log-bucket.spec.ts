import { type BulkheadStack } from '@bulkhead/cdktf';
import { one, resourcesOf } from '@bulkhead/cdktf/testing';
import { bucketName, type NameScope } from '@bulkhead/naming';
import { regionOf, sidsIn, statementsIn, suppressedBy, terraformWith } from '../testing';
import { LogBucket } from './log-bucket';

const build = (stack: BulkheadStack, nameScope: NameScope) => {
  new LogBucket(stack, 'log', {
    nameScope,
    settings: { archiveAfterDays: 30, deleteAfterDays: 2555 },
    isProtected: true,
  });
};
const statement = (sid: string, region = regionOf()) => {
  const { policy } = one(terraformWith(build, region), 'aws_s3_bucket_policy');
  return statementsIn(policy).find(({ Sid }) => Sid === sid);
};

describe('P2.3: the log bucket', () => {
  const terraform = terraformWith(build);

  test('pitfalls 16 and 17: has the key of S3 and no Object Lock, so that logs can be delivered', () => {
    expect(one(terraform, 'aws_s3_bucket_server_side_encryption_configuration')['rule']).toEqual([
      { apply_server_side_encryption_by_default: { sse_algorithm: 'AES256' } },
    ]);
    expect(resourcesOf(terraform, 'aws_s3_bucket_object_lock_configuration')).toEqual([]);
  });

  test('refuses unsafe connections, and takes logs of buckets and of load balancers', () => {
    expect(sidsIn(one(terraform, 'aws_s3_bucket_policy')['policy'])).toEqual([
      'PlainText',
      'OutdatedTls',
      'AccessLogsOfBuckets',
      'AccessLogsOfLoadBalancers',
    ]);
  });

  test.each(['primary', 'dr'] as const)(
    'takes access logs of every bucket of this environment, known by the beginning of its name: %s',
    (role) => {
      const { nameScope } = regionOf(role);
      expect(statement('AccessLogsOfBuckets', regionOf(role))?.Condition).toEqual({
        StringEquals: { 'aws:SourceAccount': '123456789012' },
        ArnLike: { 'aws:SourceArn': ['arn:aws:s3:::bulkhead-test-*'] },
      });
      for (const name of ['data', 'static-assets'])
        expect(bucketName(nameScope, name)).toMatch(/^bulkhead-test-/);
    },
  );

  test.each([
    ['primary', 'arn:aws:iam::054676820928:root'],
    ['dr', 'arn:aws:iam::156460612806:root'],
  ] as const)('pitfall 16: the %s region has its own account of Elastic Load Balancing', (role, account) => {
    expect(statement('AccessLogsOfLoadBalancers', regionOf(role))?.Principal).toEqual({ AWS: account });
  });

  test('keeps logs as configured, and deleted logs for 30 more days', () => {
    expect(one(terraform, 'aws_s3_bucket_lifecycle_configuration')['rule']).toEqual([
      expect.objectContaining({
        id: 'current-versions',
        transition: [{ days: 30, storage_class: 'GLACIER' }],
        expiration: [{ days: 2555 }],
      }),
      expect.objectContaining({
        id: 'noncurrent-versions',
        noncurrent_version_expiration: [{ noncurrent_days: 30 }],
      }),
      expect.anything(),
    ]);
  });

  test('has no backup tag: the role of the backups may read only the data bucket', () => {
    expect(one(terraform, 'aws_s3_bucket')['tags']).not.toHaveProperty('bulkhead:backup');
  });

  test('says why it has neither a key of KMS nor a replica', () => {
    expect(suppressedBy(build)).toEqual([
      'HIPAA.Security-S3BucketReplicationEnabled',
      'HIPAA.Security-S3DefaultEncryptionKMS',
    ]);
  });
});
