import { one, resourcesOf, type Terraform } from '@bulkhead/cdktf/testing';
import { type BulkheadStack } from '@bulkhead/cdktf';
import { type NameScope } from '@bulkhead/naming';
import { type Attributes, sidsIn, statementsIn, suppressedBy, terraformWith } from '../testing';
import { DataBucket, type DataBucketProps } from './data-bucket';
import { LogBucket } from './log-bucket';

const keyArn = 'arn:aws:kms:eu-central-1:123456789012:key/1';
const settings = {
  current: { archiveAfterDays: 90, deleteAfterDays: 365 },
  noncurrent: { archiveAfterDays: 30, deleteAfterDays: 2557 },
};

const build =
  (more: Partial<DataBucketProps['settings']> = {}) =>
  (stack: BulkheadStack, nameScope: NameScope) => {
    const logs = new LogBucket(stack, 'log', {
      nameScope,
      settings: { deleteAfterDays: 400 },
      isProtected: true,
    });
    new DataBucket(stack, 'objects', {
      nameScope,
      settings: { ...settings, ...more },
      keyArn,
      logs,
      isProtected: true,
    });
  };

/** The only resource of a type that belongs to the data bucket, beside those of the log bucket. */
function ofData(terraform: Terraform, type: string): Attributes {
  const own = Object.entries(terraform.resource[type] ?? {}).filter(([name]) => name.startsWith('objects_'));
  expect(own).toHaveLength(1);
  return own[0]?.[1] ?? {};
}

describe('P2.3: the data bucket', () => {
  const terraform = terraformWith(build());

  test('P3.10: has the key of its owner', () => {
    expect(ofData(terraform, 'aws_s3_bucket_server_side_encryption_configuration')['rule']).toEqual([
      expect.objectContaining({
        apply_server_side_encryption_by_default: { sse_algorithm: 'aws:kms', kms_master_key_id: keyArn },
      }),
    ]);
  });

  test('refuses unsafe connections and other keys, and allows nothing', () => {
    const { policy } = ofData(terraform, 'aws_s3_bucket_policy');
    expect(sidsIn(policy)).toEqual([
      'PlainText',
      'OutdatedTls',
      'OtherEncryption',
      'OtherKey',
      'KeyOfTheClient',
    ]);
    expect(statementsIn(policy).map(({ Effect }) => Effect)).toEqual(Array(5).fill('Deny'));
    expect(statementsIn(policy)[3]?.Condition?.['StringNotEquals']).toEqual({
      's3:x-amz-server-side-encryption-aws-kms-key-id': keyArn,
    });
  });

  test('P1.9, P3.8: is selected by the backup plans, by its tag', () => {
    expect(ofData(terraform, 'aws_s3_bucket')['tags']).toMatchObject({ 'bulkhead:backup': 'tiered' });
  });

  test('logs requests to the log bucket, after S3 may deliver there', () => {
    expect(ofData(terraform, 'aws_s3_bucket_logging')).toMatchObject({
      bucket: expect.stringMatching(/aws_s3_bucket\.objects_data_bucket/),
      target_bucket: expect.stringMatching(/aws_s3_bucket\.log_logs_bucket/),
      depends_on: [expect.stringMatching(/^aws_s3_bucket_policy\.log_/)],
    });
  });

  test('P2.8, pitfall 20: sends its events to EventBridge, and directly to no function', () => {
    expect(ofData(terraform, 'aws_s3_bucket_notification')).toMatchObject({ eventbridge: true });
    expect(JSON.stringify(terraform.resource)).not.toMatch(/lambda_function|"(queue|topic)":/);
  });

  test('P3.4: has the lifecycle of the settings, for current and for replaced versions', () => {
    const rules = ofData(terraform, 'aws_s3_bucket_lifecycle_configuration')['rule'];
    expect(rules).toEqual([
      expect.objectContaining({ id: 'current-versions', expiration: [{ days: 365 }] }),
      expect.objectContaining({
        id: 'noncurrent-versions',
        noncurrent_version_expiration: [{ noncurrent_days: 2557 }],
      }),
      expect.objectContaining({ id: 'incomplete-uploads' }),
    ]);
  });

  test('says why it has no replication of its own', () => {
    expect(suppressedBy(build())).toContain('HIPAA.Security-S3BucketReplicationEnabled');
  });
});

describe('P2.3: Object Lock of the data bucket', () => {
  const locked = terraformWith(build({ objectLock: { mode: 'COMPLIANCE', days: 2555 } }));

  test('keeps each version for the days of the settings, after versions exist', () => {
    expect(one(locked, 'aws_s3_bucket_object_lock_configuration')).toMatchObject({
      bucket: expect.stringMatching(/aws_s3_bucket\.objects_data_bucket/),
      rule: { default_retention: { mode: 'COMPLIANCE', days: 2555 } },
      depends_on: [expect.stringMatching(/^aws_s3_bucket_versioning\.objects_/)],
    });
  });

  test('is added to an existing bucket, which stays as it is', () => {
    expect(locked.resource['aws_s3_bucket']).toEqual(terraformWith(build()).resource['aws_s3_bucket']);
  });

  test('exists only if the settings ask for it', () => {
    expect(resourcesOf(terraformWith(build()), 'aws_s3_bucket_object_lock_configuration')).toEqual([]);
  });
});
