import { S3BucketNotification } from '@cdktf/provider-aws/lib/s3-bucket-notification';
import { S3BucketObjectLockConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-object-lock-configuration';
import { suppress } from '@bulkhead/cdktf';
import { type StorageSettings } from '@bulkhead/config';
import { type NameScope } from '@bulkhead/naming';
import { backupTag } from '@bulkhead/tagging';
import { Construct } from 'constructs';
import { AccessLogging } from './access-logging';
import { dataBucket } from './bucket-names';
import { BucketLifecycle } from './bucket-lifecycle';
import { refusesOtherKeys, refusesPlainText } from './bucket-statements';
import { type LogBucket } from './log-bucket';
import { PrivateBucket } from './private-bucket';

export interface DataBucketProps {
  readonly nameScope: NameScope;
  readonly settings: StorageSettings['data'];
  readonly keyArn: string;
  readonly logs: LogBucket;
  readonly isProtected: boolean;
}

/** The objects of the platform, including patient data. */
export class DataBucket extends Construct {
  readonly bucket: PrivateBucket['bucket'];

  constructor(scope: Construct, id: string, props: DataBucketProps) {
    super(scope, id);
    const { nameScope, settings, keyArn, isProtected } = props;
    const bucket = new PrivateBucket(this, 'data', {
      nameScope,
      name: dataBucket,
      keyArn,
      isProtected,
      statements: (arn) => [...refusesPlainText(arn), ...refusesOtherKeys(arn, keyArn)],
      tags: backupTag,
    });
    this.bucket = bucket.bucket;

    new AccessLogging(this, 'access-logging', {
      bucket: this.bucket,
      logBucketName: props.logs.bucket.bucket,
      dependsOn: props.logs.policy,
    });
    new BucketLifecycle(this, 'lifecycle', { bucket, ...settings });
    if (settings.objectLock) {
      // Not `object_lock_enabled` of the bucket itself: it would replace a bucket without a lock.
      new S3BucketObjectLockConfigurationA(this, 'lock', {
        bucket: this.bucket.bucket,
        rule: { defaultRetention: settings.objectLock },
        dependsOn: [bucket.versioning],
      });
    }
    // Events go to EventBridge, where a rule receives them. A direct notification would need the function, and the
    // permission of the function would need the bucket.
    new S3BucketNotification(this, 'events', { bucket: this.bucket.bucket, eventbridge: true });

    suppress(this.bucket, {
      rule: 'HIPAA.Security-S3BucketReplicationEnabled',
      reason:
        'A replication rule names the bucket of the other region, so that it belongs to a stack that spans both and not to this one; every version is kept, as the source of a replication has to.',
    });
  }
}
