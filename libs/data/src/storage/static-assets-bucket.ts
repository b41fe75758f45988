import { suppress } from '@bulkhead/cdktf';
import { type StaticAssetsSettings } from '@bulkhead/config';
import { type NameScope, replicatedBuckets } from '@bulkhead/naming';
import { Construct } from 'constructs';
import { AccessLogging } from './access-logging';
import { BucketLifecycle } from './bucket-lifecycle';
import { readByCloudFront, refusesOtherKeys, refusesPlainText } from './bucket-statements';
import { PrivateBucket } from './private-bucket';

export interface StaticAssetsBucketProps {
  readonly nameScope: NameScope;
  readonly settings: StaticAssetsSettings;
  readonly keyArn: string;
  readonly logBucketName: string;
  readonly isProtected: boolean;
  /** Whether the files are a copy of those of another region. */
  readonly isReplica: boolean;
}

/** The static files of the website. Users get them from CloudFront, never directly from the bucket. */
export class StaticAssetsBucket extends Construct {
  readonly bucket: PrivateBucket['bucket'];

  constructor(scope: Construct, id: string, props: StaticAssetsBucketProps) {
    super(scope, id);
    const { nameScope, settings, keyArn, isProtected } = props;
    const bucket = new PrivateBucket(this, 'assets', {
      nameScope,
      name: replicatedBuckets.staticAssets,
      keyArn,
      isProtected,
      statements: (arn) => [
        ...refusesPlainText(arn),
        ...refusesOtherKeys(arn, keyArn),
        ...readByCloudFront(arn, nameScope.account),
      ],
    });
    this.bucket = bucket.bucket;
    new AccessLogging(this, 'access-logging', {
      bucket: this.bucket,
      logBucketName: props.logBucketName,
    });
    new BucketLifecycle(this, 'lifecycle', {
      bucket,
      current: {},
      noncurrent: { deleteAfterDays: settings.deleteNoncurrentAfterDays },
    });

    const reason =
      'The files are public, are built from the repository and can be delivered again from there at any time; nothing is kept in this bucket only.';
    suppress(this.bucket, { rule: 'HIPAA.Security-S3BucketReplicationEnabled', reason });
    // The rule looks at the source of a copy only.
    if (!props.isReplica) suppress(this.bucket, { rule: 'backup-coverage', reason });
  }
}
