import { suppress } from '@bulkhead/cdktf';
import { type StorageSettings } from '@bulkhead/config';
import { type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';
import { BucketLifecycle } from './bucket-lifecycle';
import { refusesPlainText, takesAccessLogs, takesLoadBalancerLogs } from './bucket-statements';
import { PrivateBucket } from './private-bucket';

export interface LogBucketProps {
  readonly nameScope: NameScope;
  readonly settings: StorageSettings['log'];
  readonly isProtected: boolean;
}

/** Log versions are never replaced. Deleted logs can be restored for this time. */
const deletedLogsDays = 30;

/**
 * The bucket for access logs of the buckets and load balancers of a region. Neither service can deliver into a bucket
 * that is encrypted with KMS or has Object Lock. So this bucket uses S3's own key and has no lock.
 */
export class LogBucket extends Construct {
  readonly bucket: PrivateBucket['bucket'];
  /** The policy that allows S3 to deliver. Buckets that log here depend on it. */
  readonly policy: PrivateBucket['policy'];

  constructor(scope: Construct, id: string, { nameScope, settings, isProtected }: LogBucketProps) {
    super(scope, id);
    // All buckets of the environment, in all regions: buckets of other stacks have names of the same pattern.
    const sources = [`arn:aws:s3:::bulkhead-${nameScope.environment}-*`];
    const bucket = new PrivateBucket(this, 'logs', {
      nameScope,
      name: 'logs',
      isProtected,
      statements: (arn) => [
        ...refusesPlainText(arn),
        ...takesAccessLogs(arn, nameScope, sources),
        ...takesLoadBalancerLogs(arn, nameScope),
      ],
    });
    this.bucket = bucket.bucket;
    this.policy = bucket.policy;
    new BucketLifecycle(this, 'lifecycle', {
      bucket,
      current: settings,
      noncurrent: { deleteAfterDays: deletedLogsDays },
    });

    suppress(this.bucket, {
      rule: 'HIPAA.Security-S3DefaultEncryptionKMS',
      reason:
        "S3 and Elastic Load Balancing deliver access logs only into buckets that are encrypted with S3's own key; the logs hold names of objects and no content of them.",
    });
    suppress(this.bucket, {
      rule: 'HIPAA.Security-S3BucketReplicationEnabled',
      reason:
        'Each region keeps the access logs of its own buckets and load balancers, so that it stands alone; a region that is lost has nothing to be read from them in the other one.',
    });
  }
}
