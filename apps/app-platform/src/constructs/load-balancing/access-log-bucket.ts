import { suppress } from '@bulkhead/cdk';
import { PrivateBucket } from '@bulkhead/cdk-constructs/storage';
import { loadBalancerLogDelivery } from '@bulkhead/iam-policies';
import { bucketName, type NameScope } from '@bulkhead/naming';
import { type Construct } from 'constructs';

export interface AccessLogBucketProps {
  readonly nameScope: NameScope;
  /** How long a log is kept, in days. */
  readonly retentionDays: number;
  readonly isProtected: boolean;
}

/**
 * The bucket to which the load balancer writes one line for each request. The load balancer can only deliver to a
 * bucket that is encrypted with S3's own key and has no Object Lock.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 */
export class AccessLogBucket extends PrivateBucket {
  constructor(scope: Construct, id: string, { nameScope, ...rest }: AccessLogBucketProps) {
    super(scope, id, {
      ...rest,
      bucketName: bucketName(nameScope, 'app-platform', 'access-logs'),
      statements: (bucketArn) => [delivery(bucketArn, nameScope)],
    });
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

function delivery(bucketArn: string, { account, region }: NameScope): object {
  return {
    Sid: 'LoadBalancerLogs',
    Effect: 'Allow',
    Principal: loadBalancerLogDelivery(region),
    Action: 's3:PutObject',
    Resource: `${bucketArn}/AWSLogs/${account}/*`,
  };
}
