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
  /** ARN of the key that encrypts what names no other encryption. @default S3's own key */
  readonly keyArn?: string;
  /** Whether the bucket outlives mistakes; otherwise it is destroyed with all that is in it. */
  readonly isProtected: boolean;
  /** The whole of its policy. */
  readonly statements: (bucketArn: string) => readonly BucketStatement[];
  /** Beside the tags of every resource. @default none */
  readonly tags?: Record<string, string>;
}

/** A bucket that is never public, keeps every version, and encrypts what is stored in it. */
export class PrivateBucket extends Construct {
  readonly bucket: S3Bucket;
  /** What is there before rules about versions are. */
  readonly versioning: S3BucketVersioningA;
  /** What is there before somebody is sent here who needs it. */
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
    // Access is a matter of policies alone: no object brings rights of its own with it.
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
              // One call of KMS for many objects rather than one for each.
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
      // S3 refuses one of two changes of a bucket's access that arrive together.
      dependsOn: [publicAccess],
    });
  }
}
