import { suppress } from '@bulkhead/cdk';
import { bucketName, type NameScope } from '@bulkhead/naming';
import { CfnBucket, CfnBucketPolicy } from 'aws-cdk-lib/aws-s3';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { Construct, type IDependable } from 'constructs';
import { removalOf } from '../removal';

export interface AccessLogBucketProps {
  readonly nameScope: NameScope;
  /** How long a log is kept, in days. */
  readonly retentionDays: number;
  readonly isProtected: boolean;
}

/**
 * The bucket that the load balancer writes a line a request to. It delivers to a bucket encrypted with S3's own key and
 * without Object Lock, or not at all.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 */
export class AccessLogBucket extends Construct {
  readonly bucket: CfnBucket;
  /** What has to be there before a log can be delivered. */
  readonly delivery: IDependable;

  constructor(scope: Construct, id: string, props: AccessLogBucketProps) {
    super(scope, id);
    const { nameScope, retentionDays, isProtected } = props;
    this.bucket = new CfnBucket(this, 'Bucket', {
      bucketName: bucketName(nameScope, 'app-platform', 'access-logs'),
      bucketEncryption: {
        serverSideEncryptionConfiguration: [{ serverSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }],
      },
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
            // A log that somebody overwrote or deleted stays readable for a month longer.
            noncurrentVersionExpiration: { noncurrentDays: 30 },
            abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
          },
        ],
      },
    });
    this.bucket.applyRemovalPolicy(removalOf(isProtected));
    const delivery = new Construct(this, 'Delivery');
    new CfnBucketPolicy(delivery, 'Policy', {
      bucket: this.bucket.ref,
      policyDocument: { Version: '2012-10-17', Statement: statements(this.bucket.attrArn, nameScope) },
    });
    this.delivery = delivery;
    for (const [rule, reason] of Object.entries(suppressions)) suppress(this.bucket, { rule, reason });
  }
}

const suppressions = {
  'HIPAA.Security-S3BucketLoggingEnabled':
    'It holds access logs itself: a log of those who write logs would have to be logged in turn.',
  'HIPAA.Security-S3BucketReplicationEnabled':
    'Requests of a region are evidence of that region; the DR region has its own load balancer and its own log.',
  'HIPAA.Security-S3DefaultEncryptionKMS':
    "Load balancers cannot deliver to a bucket that is encrypted with anything but S3's own key.",
};

function statements(bucketArn: string, { account, region }: NameScope): object[] {
  return [
    {
      Sid: 'LoadBalancerLogs',
      Effect: 'Allow',
      Principal: deliveringPrincipal(region),
      Action: 's3:PutObject',
      Resource: `${bucketArn}/AWSLogs/${account}/*`,
    },
    {
      Sid: 'TlsOnly',
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: [bucketArn, `${bucketArn}/*`],
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  ];
}

/** Who writes the logs: in regions from before August 2022 an account of AWS, in later ones a service. */
function deliveringPrincipal(region: string): object {
  const account = RegionInfo.get(region).elbv2Account;
  return account
    ? { AWS: `arn:aws:iam::${account}:root` }
    : { Service: 'logdelivery.elasticloadbalancing.amazonaws.com' };
}
