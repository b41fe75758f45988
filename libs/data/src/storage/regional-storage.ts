import { type StorageSettings } from '@bulkhead/config';
import { type ContractValues, type storage } from '@bulkhead/contracts';
import { type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';
import { DataBucket } from './data-bucket';
import { LogBucket } from './log-bucket';
import { StorageKey } from './storage-key';

export interface RegionalStorageProps {
  readonly nameScope: NameScope;
  readonly settings: StorageSettings;
  readonly isProtected: boolean;
}

/** The buckets of a region: one for objects of the platform, and one for access logs. */
export class RegionalStorage extends Construct {
  /** The values that others in the region need to use the buckets. */
  readonly values: ContractValues<(typeof storage)['parameters']>;

  constructor(scope: Construct, id: string, { nameScope, settings, isProtected }: RegionalStorageProps) {
    super(scope, id);
    const logs = new LogBucket(this, 'log-bucket', { nameScope, settings: settings.log, isProtected });
    const { key } = new StorageKey(this, 'encryption', { nameScope, isProtected });
    const data = new DataBucket(this, 'data-bucket', {
      nameScope,
      settings: settings.data,
      keyArn: key.arn,
      logs,
      isProtected,
    });

    this.values = {
      dataBucketName: data.bucket.bucket,
      dataBucketArn: data.bucket.arn,
      dataKeyArn: key.arn,
      logBucketName: logs.bucket.bucket,
      logBucketArn: logs.bucket.arn,
    };
  }
}
