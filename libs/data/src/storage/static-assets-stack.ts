import { BulkheadStack, consume, publish, suppress } from '@bulkhead/cdktf';
import { settingsOf } from '@bulkhead/config';
import { staticAssets, storage } from '@bulkhead/contracts';
import { type StackContext } from '@bulkhead/stack';
import { type Construct } from 'constructs';
import { StaticAssetsBucket } from './static-assets-bucket';
import { StaticAssetsKey } from './static-assets-key';

/**
 * The bucket of the website's static files in a region. It is an origin of a CloudFront distribution, which asks the bucket
 * of the DR region if the other one does not answer.
 */
export class StaticAssetsStack extends BulkheadStack {
  constructor(scope: Construct, context: StackContext) {
    super(scope, context);
    const { environment, nameScope, role } = context;
    const isProtected = environment.protected;

    const { key } = new StaticAssetsKey(this, 'encryption', { nameScope, isProtected });
    const { bucket } = new StaticAssetsBucket(this, 'static-assets', {
      nameScope,
      settings: settingsOf(environment, 'database', 'static-assets'),
      keyArn: key.arn,
      logBucketName: consume(this, storage).logBucketName,
      isProtected,
      isReplica: role === 'dr',
    });
    if (environment.apps['dr-region'] && !environment.apps['dr-region']['static-assets']) {
      suppress(bucket, {
        rule: 'replication-path',
        reason:
          'The files are built from the repository and delivered again from there, also to another bucket; CloudFront has them in its caches meanwhile.',
      });
    }

    publish(this, staticAssets, {
      bucketName: bucket.bucket,
      bucketArn: bucket.arn,
      bucketDomainName: bucket.bucketRegionalDomainName,
      keyArn: key.arn,
    });
  }
}
