import { S3BucketLoggingA } from '@cdktf/provider-aws/lib/s3-bucket-logging';
import { type S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { type ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { accessLogPrefix } from './bucket-statements';

export interface AccessLoggingProps {
  readonly bucket: S3Bucket;
  /** Name of the bucket for the logs, in the same region. */
  readonly logBucketName: string;
  /** What must exist before S3 may deliver. @default nothing: the log bucket is in another stack */
  readonly dependsOn?: ITerraformDependable;
}

/** Logs of who requested which object of a bucket, when and from where: 45 CFR 164.312(b). */
export class AccessLogging extends Construct {
  constructor(scope: Construct, id: string, props: AccessLoggingProps) {
    super(scope, id);
    const { bucket, logBucketName, dependsOn } = props;
    new S3BucketLoggingA(this, 'logging', {
      bucket: bucket.bucket,
      targetBucket: logBucketName,
      targetPrefix: accessLogPrefix,
      // The path has account, region, bucket and day, so that the logs of one bucket are easy to find.
      targetObjectKeyFormat: { partitionedPrefix: { partitionDateSource: 'EventTime' } },
      ...(dependsOn && { dependsOn: [dependsOn] }),
    });
  }
}
