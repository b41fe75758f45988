import { S3BucketLoggingA } from '@cdktf/provider-aws/lib/s3-bucket-logging';
import { type S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { type ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { accessLogPrefix } from './bucket-statements';

export interface AccessLoggingProps {
  readonly bucket: S3Bucket;
  /** Name of the bucket that the logs go to, in the same region. */
  readonly logBucketName: string;
  /** What has to be there before S3 may deliver. @default everything is: the bucket is of another stack */
  readonly dependsOn?: ITerraformDependable;
}

/** Who asked for which object of a bucket, when and from where: 45 CFR 164.312(b). */
export class AccessLogging extends Construct {
  constructor(scope: Construct, id: string, props: AccessLoggingProps) {
    super(scope, id);
    const { bucket, logBucketName, dependsOn } = props;
    new S3BucketLoggingA(this, 'logging', {
      bucket: bucket.bucket,
      targetBucket: logBucketName,
      targetPrefix: accessLogPrefix,
      // Below the prefix by account, region, bucket and day: what happened to one bucket is found without reading all.
      targetObjectKeyFormat: { partitionedPrefix: { partitionDateSource: 'EventTime' } },
      ...(dependsOn && { dependsOn: [dependsOn] }),
    });
  }
}
