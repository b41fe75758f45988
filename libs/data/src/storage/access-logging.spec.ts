import { one } from '@bulkhead/cdktf/testing';
import { terraformWith } from '../testing';
import { AccessLogging } from './access-logging';
import { PrivateBucket } from './private-bucket';

const loggingOf = (waits: boolean) =>
  one(
    terraformWith((stack, nameScope) => {
      const { bucket, policy } = new PrivateBucket(stack, 'some', {
        nameScope,
        name: 'some',
        isProtected: true,
        statements: () => [],
      });
      new AccessLogging(stack, 'access-logging', {
        bucket,
        logBucketName: 'the-logs',
        ...(waits && { dependsOn: policy }),
      });
    }),
    'aws_s3_bucket_logging',
  );

describe('P2.3: access logs of a bucket', () => {
  test('go to the log bucket, below the prefix that its policy allows', () => {
    expect(loggingOf(false)).toMatchObject({
      bucket: expect.stringMatching(/^\$\{aws_s3_bucket\.some_bucket_/),
      target_bucket: 'the-logs',
      target_prefix: 's3/',
    });
  });

  test('are found by bucket and by the day of the request', () => {
    expect(loggingOf(false)['target_object_key_format']).toEqual({
      partitioned_prefix: { partition_date_source: 'EventTime' },
    });
  });

  test('begin after S3 may deliver, if the same stack has the log bucket', () => {
    expect(loggingOf(true)['depends_on']).toEqual([expect.stringMatching(/^aws_s3_bucket_policy\./)]);
    expect(loggingOf(false)).not.toHaveProperty('depends_on');
  });
});
