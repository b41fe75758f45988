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

/** Versions of logs are never replaced; what somebody deletes can be had back for a while. */
const deletedLogsDays = 30;

/**
 * Where the buckets and load balancers of a region deliver their access logs. Neither delivers into a bucket that is
 * encrypted with KMS or has Object Lock, so that this one has S3's own key and no lock.
 */
export class LogBucket extends Construct {
  readonly bucket: PrivateBucket['bucket'];
  /** By which S3 may deliver; a bucket that logs here comes after it. */
  readonly policy: PrivateBucket['policy'];

  constructor(scope: Construct, id: string, { nameScope, settings, isProtected }: LogBucketProps) {
    super(scope, id);
    // Every bucket of the environment, and of its regions: the buckets of other stacks are named alike.
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
