import { suppress } from '@bulkhead/cdktf';
import { BucketLifecycle, PrivateBucket, refusesPlainText, takesAccessLogs } from '@bulkhead/data/buckets';
import { bucketName } from '@bulkhead/naming';
import { Construct } from 'constructs';
import { type AuditScope } from '../audit-scope';
import { auditBuckets } from './audit-names';

export interface AccessLogBucketProps extends AuditScope {
  /** How long access logs are kept, in days: as long as the files that they are about. */
  readonly deleteAfterDays: number;
}

/** Deleted access logs can be restored for this time, in days. */
const deletedLogsDays = 30;

/**
 * The bucket for access logs of the other buckets of the audit: who read the trail, and who tried to delete it (P3.5). It
 * is not the log bucket of `database/storage`, since not every environment has that one. S3 delivers access logs only
 * into a bucket without KMS and Object Lock (pitfall 17).
 */
export class AccessLogBucket extends Construct {
  readonly bucket: PrivateBucket['bucket'];
  /** The policy that allows S3 to deliver. Buckets that log here depend on it. */
  readonly policy: PrivateBucket['policy'];

  constructor(scope: Construct, id: string, props: AccessLogBucketProps) {
    super(scope, id);
    const { nameScope, isProtected, deleteAfterDays } = props;
    const sources = [auditBuckets.trail, auditBuckets.config].map(
      (name) => `arn:aws:s3:::${bucketName(nameScope, name)}`,
    );
    const bucket = new PrivateBucket(this, 'access-logs', {
      nameScope,
      name: auditBuckets.accessLogs,
      isProtected,
      statements: (arn) => [...refusesPlainText(arn), ...takesAccessLogs(arn, nameScope, sources)],
    });
    this.bucket = bucket.bucket;
    this.policy = bucket.policy;
    new BucketLifecycle(this, 'lifecycle', {
      bucket,
      current: { deleteAfterDays },
      noncurrent: { deleteAfterDays: deletedLogsDays },
    });

    suppress(this.bucket, {
      rule: 'HIPAA.Security-S3DefaultEncryptionKMS',
      reason:
        "S3 delivers access logs only into buckets that are encrypted with S3's own key; the logs hold names of objects and no content of them.",
    });
    suppress(this.bucket, {
      rule: 'HIPAA.Security-S3BucketReplicationEnabled',
      reason:
        'Each region keeps the access logs of its own buckets, so that it stands alone; the trail itself is replicated.',
    });
  }
}
