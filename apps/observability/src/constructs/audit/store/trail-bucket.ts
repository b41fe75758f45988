import { S3BucketObjectLockConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-object-lock-configuration';
import { suppress } from '@bulkhead/cdktf';
import { type AuditSettings } from '@bulkhead/config';
import {
  AccessLogging,
  BucketLifecycle,
  type BucketStatement,
  PrivateBucket,
  refusesPlainText,
} from '@bulkhead/data/buckets';
import { Construct } from 'constructs';
import { type AuditScope } from '../audit-scope';
import { type AccessLogBucket } from './access-log-bucket';
import { auditBuckets, trailArnOf } from './audit-names';

export interface TrailBucketProps extends AuditScope {
  readonly settings: AuditSettings['trail']['files'];
  readonly keyArn: string;
  readonly accessLogs: AccessLogBucket;
}

/** Deleted files can be restored for this time, in days, if no lock keeps them longer. */
const deletedFilesDays = 30;

/**
 * The bucket for the log files of all regions. CloudTrail delivers into that of the primary region. That of the DR region
 * has the copies, which stay if the primary region is lost. In a protected environment, nobody deletes a file before its
 * lock ends.
 *
 * Other keys than that of the bucket are not refused: CloudTrail alone writes, and encrypted its digest files with S3's
 * own key for years. A refusal could end the digests.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
 */
export class TrailBucket extends Construct {
  readonly bucket: PrivateBucket['bucket'];
  /** The policy that allows CloudTrail to deliver. The trail depends on it. */
  readonly policy: PrivateBucket['policy'];

  constructor(scope: Construct, id: string, props: TrailBucketProps) {
    super(scope, id);
    const { nameScope, isProtected, isPrimary, settings, keyArn, accessLogs } = props;
    const bucket = new PrivateBucket(this, 'trail', {
      nameScope,
      name: auditBuckets.trail,
      keyArn,
      isProtected,
      statements: (arn) => [
        ...refusesPlainText(arn),
        ...(isPrimary ? takesTrail(arn, nameScope.account, trailArnOf(nameScope)) : []),
      ],
    });
    this.bucket = bucket.bucket;
    this.policy = bucket.policy;

    new AccessLogging(this, 'access-logging', {
      bucket: this.bucket,
      logBucketName: accessLogs.bucket.bucket,
      dependsOn: accessLogs.policy,
    });
    new BucketLifecycle(this, 'lifecycle', {
      bucket,
      current: { archiveAfterDays: settings.archiveAfterDays, deleteAfterDays: settings.deleteAfterDays },
      noncurrent: { deleteAfterDays: deletedFilesDays },
    });
    if (isProtected) {
      // Not `object_lock_enabled` of the bucket itself: it would replace a bucket without a lock.
      new S3BucketObjectLockConfigurationA(this, 'lock', {
        bucket: this.bucket.bucket,
        rule: { defaultRetention: settings.objectLock },
        dependsOn: [bucket.versioning],
      });
    }

    suppress(this.bucket, {
      rule: 'HIPAA.Security-S3BucketReplicationEnabled',
      reason:
        'A replication rule names the bucket of the other region, so that it belongs to a stack that spans both and not to this one; the bucket of the DR region is itself the copy.',
    });
    // The rule looks at the source of a copy only.
    if (isPrimary) {
      suppress(this.bucket, {
        rule: 'backup-coverage',
        reason:
          'Every version is kept, a lock keeps each file from being deleted, and `dr-region` copies the files to the DR region where there is one; a backup would be one more copy in the region of the bucket.',
      });
    }
  }
}

/**
 * Lets CloudTrail deliver for one trail. CloudTrail writes for every customer, so both statements name the trail (pitfall
 * 18).
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
 */
function takesTrail(bucketArn: string, account: string, trailArn: string): readonly BucketStatement[] {
  const cloudTrail = { Effect: 'Allow', Principal: { Service: 'cloudtrail.amazonaws.com' } } as const;
  return [
    {
      Sid: 'TrailChecksBucket',
      ...cloudTrail,
      Action: 's3:GetBucketAcl',
      Resource: bucketArn,
      Condition: { StringEquals: { 'aws:SourceArn': trailArn } },
    },
    {
      Sid: 'TrailDelivers',
      ...cloudTrail,
      Action: 's3:PutObject',
      Resource: `${bucketArn}/AWSLogs/${account}/*`,
      Condition: {
        StringEquals: { 'aws:SourceArn': trailArn, 's3:x-amz-acl': 'bucket-owner-full-control' },
      },
    },
  ];
}
