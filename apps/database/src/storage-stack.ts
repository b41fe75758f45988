import { BulkheadStack, publish } from '@bulkhead/cdktf';
import { settingsOf } from '@bulkhead/config';
import { storage } from '@bulkhead/contracts';
import { DataBucket, LogBucket, StorageKey } from '@bulkhead/data/storage';
import { type StackContext } from '@bulkhead/stack';
import { type Construct } from 'constructs';

/** The buckets of a region: one for objects of the platform, and one for access logs. */
export class StorageStack extends BulkheadStack {
  constructor(scope: Construct, context: StackContext) {
    super(scope, context);
    const { environment, nameScope } = context;
    const settings = settingsOf(environment, 'database', 'storage');
    const isProtected = environment.protected;

    const logs = new LogBucket(this, 'log-bucket', { nameScope, settings: settings.log, isProtected });
    const { key } = new StorageKey(this, 'encryption', { nameScope, isProtected });
    const data = new DataBucket(this, 'data-bucket', {
      nameScope,
      settings: settings.data,
      keyArn: key.arn,
      logs,
      isProtected,
    });

    publish(this, storage, {
      dataBucketName: data.bucket.bucket,
      dataBucketArn: data.bucket.arn,
      dataKeyArn: key.arn,
      logBucketName: logs.bucket.bucket,
      logBucketArn: logs.bucket.arn,
    });
  }
}
