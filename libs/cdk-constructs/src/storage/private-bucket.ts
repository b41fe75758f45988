import { CfnBucket, CfnBucketPolicy } from 'aws-cdk-lib/aws-s3';
import { Construct, type IDependable } from 'constructs';
import { removalOf } from '../encryption';

export interface PrivateBucketProps {
  readonly bucketName: string;
  /** ARN of the key of the objects. @default S3's own key, for senders that cannot write with another key */
  readonly keyArn?: string;
  /** How long an object is kept, in days. */
  readonly retentionDays: number;
  /** Statements of the bucket policy, in addition to the IAM permissions of the account's roles. */
  readonly statements: (bucketArn: string) => readonly object[];
  /** Keeps the bucket if the stack or a deploy would delete it. */
  readonly isProtected: boolean;
}

/** A versioned bucket that nobody outside the account can read, and that refuses requests without TLS. */
export class PrivateBucket extends Construct {
  readonly bucket: CfnBucket;
  /** A sender to the bucket must depend on this. */
  readonly delivery: IDependable;

  constructor(scope: Construct, id: string, props: PrivateBucketProps) {
    super(scope, id);
    const { bucketName, keyArn, retentionDays, statements, isProtected } = props;
    this.bucket = new CfnBucket(this, 'Bucket', {
      bucketName,
      bucketEncryption: { serverSideEncryptionConfiguration: [encryptionBy(keyArn)] },
      versioningConfiguration: { status: 'Enabled' },
      ownershipControls: { rules: [{ objectOwnership: 'BucketOwnerEnforced' }] },
      publicAccessBlockConfiguration: {
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      lifecycleConfiguration: {
        rules: [
          {
            id: 'expire',
            status: 'Enabled',
            expirationInDays: retentionDays,
            // Overwritten or deleted objects stay readable for another month.
            noncurrentVersionExpiration: { noncurrentDays: 30 },
            abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
          },
        ],
      },
    });
    this.bucket.applyRemovalPolicy(removalOf(isProtected));
    const { attrArn: bucketArn } = this.bucket;
    const delivery = new Construct(this, 'Delivery');
    new CfnBucketPolicy(delivery, 'Policy', {
      bucket: this.bucket.ref,
      policyDocument: { Version: '2012-10-17', Statement: [...statements(bucketArn), tlsOnly(bucketArn)] },
    });
    this.delivery = delivery;
  }
}

function encryptionBy(keyArn: string | undefined): CfnBucket.ServerSideEncryptionRuleProperty {
  return keyArn === undefined
    ? { serverSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }
    : {
        serverSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: keyArn },
        bucketKeyEnabled: true,
      };
}

function tlsOnly(bucketArn: string): object {
  return {
    Sid: 'TlsOnly',
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: [bucketArn, `${bucketArn}/*`],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
}
