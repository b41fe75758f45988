import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import { bucketName, type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';
import { type BucketStatement } from './bucket-statements';

export interface PrivateBucketProps {
  readonly nameScope: NameScope;
  /** Logical name, such as `data`. */
  readonly name: string;
  /** ARN of the key for objects that name no other encryption. @default S3's own key */
  readonly keyArn?: string;
  /** Whether the bucket survives mistakes. If not, it is destroyed with everything in it. */
  readonly isProtected: boolean;
  /** All statements of its policy. */
  readonly statements: (bucketArn: string) => readonly BucketStatement[];
  /** Tags in addition to the tags of every resource. @default none */
  readonly tags?: Record<string, string>;
}

/** A bucket that is never public, keeps every version, and encrypts all objects. */
export class PrivateBucket extends Construct {
  readonly bucket: S3Bucket;
  /** Rules about versions depend on this. */
  readonly versioning: S3BucketVersioningA;
  /** Users of the bucket that need its policy depend on this. */
  readonly policy: S3BucketPolicy;

  constructor(scope: Construct, id: string, props: PrivateBucketProps) {
    super(scope, id);
    const { nameScope, name, keyArn, isProtected } = props;
    this.bucket = new S3Bucket(this, 'bucket', {
      bucket: bucketName(nameScope, name),
      forceDestroy: !isProtected,
      ...(props.tags && { tags: props.tags }),
      lifecycle: { preventDestroy: isProtected },
    });
    const bucket = this.bucket.bucket;

    const publicAccess = new S3BucketPublicAccessBlock(this, 'public-access', {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    // Only policies control access: objects have no ACLs.
    new S3BucketOwnershipControls(this, 'ownership', {
      bucket,
      rule: { objectOwnership: 'BucketOwnerEnforced' },
    });
    new S3BucketServerSideEncryptionConfigurationA(this, 'encryption', {
      bucket,
      rule: [
        keyArn
          ? {
              applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: keyArn },
              // One KMS call for many objects, instead of one for each.
              bucketKeyEnabled: true,
            }
          : { applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } },
      ],
    });
    this.versioning = new S3BucketVersioningA(this, 'versioning', {
      bucket,
      versioningConfiguration: { status: 'Enabled' },
    });
    this.policy = new S3BucketPolicy(this, 'policy', {
      bucket,
      policy: JSON.stringify({ Version: '2012-10-17', Statement: props.statements(this.bucket.arn) }),
      // S3 refuses one of two concurrent changes of a bucket's access.
      dependsOn: [publicAccess],
    });
  }
}
