import { suppress } from '@bulkhead/cdktf';
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
import { auditBuckets } from './audit-names';

export interface ConfigBucketProps extends AuditScope {
  readonly deleteAfterDays: number;
  readonly keyArn: string;
  readonly accessLogs: AccessLogBucket;
}

/** Deleted files can be restored for this time, in days. */
const deletedFilesDays = 30;

/**
 * The bucket for what AWS Config of the region has recorded. It is not the bucket of the trail: AWS Config does not
 * deliver into a bucket with Object Lock.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-config-deliverychannel.html
 */
export class ConfigBucket extends Construct {
  readonly bucket: PrivateBucket['bucket'];
  /** The policy that allows AWS Config to deliver. The delivery channel depends on it. */
  readonly policy: PrivateBucket['policy'];

  constructor(scope: Construct, id: string, props: ConfigBucketProps) {
    super(scope, id);
    const { nameScope, isProtected, isPrimary, hasDrRegion, deleteAfterDays, keyArn, accessLogs } = props;
    const bucket = new PrivateBucket(this, 'config', {
      nameScope,
      name: auditBuckets.config,
      keyArn,
      isProtected,
      statements: (arn) => [...refusesPlainText(arn), ...takesConfig(arn, nameScope.account)],
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
      current: { deleteAfterDays },
      noncurrent: { deleteAfterDays: deletedFilesDays },
    });

    const reason =
      'Each region records its own resources into its own bucket, so that it stands alone; AWS Config itself keeps the records for seven years too.';
    suppress(this.bucket, { rule: 'HIPAA.Security-S3BucketReplicationEnabled', reason });
    suppress(this.bucket, { rule: 'backup-coverage', reason });
    if (isPrimary && hasDrRegion) suppress(this.bucket, { rule: 'replication-path', reason });
  }
}

/**
 * Lets AWS Config of the account deliver. It does so in its own name, since its recorder has the service-linked role.
 * https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html
 */
function takesConfig(bucketArn: string, account: string): readonly BucketStatement[] {
  const config = { Effect: 'Allow', Principal: { Service: 'config.amazonaws.com' } } as const;
  const ofAccount = { 'aws:SourceAccount': account };
  return [
    {
      Sid: 'ConfigChecksBucket',
      ...config,
      Action: 's3:GetBucketAcl',
      Resource: bucketArn,
      Condition: { StringEquals: ofAccount },
    },
    {
      Sid: 'ConfigFindsBucket',
      ...config,
      Action: 's3:ListBucket',
      Resource: bucketArn,
      Condition: { StringEquals: ofAccount },
    },
    {
      Sid: 'ConfigDelivers',
      ...config,
      Action: 's3:PutObject',
      Resource: `${bucketArn}/AWSLogs/${account}/Config/*`,
      Condition: { StringEquals: { ...ofAccount, 's3:x-amz-acl': 'bucket-owner-full-control' } },
    },
  ];
}
