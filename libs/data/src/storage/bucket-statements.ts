import { loadBalancerLogDelivery } from '@bulkhead/iam-policies';

/** One statement of a bucket policy. */
export interface BucketStatement {
  /** Letters and digits, unique within the policy. */
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal: { readonly Service: string } | { readonly AWS: string };
  readonly Action: string;
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** The location and owner of a bucket. */
interface Place {
  readonly account: string;
  readonly region: string;
}

/** The prefix of access logs of other buckets, in the log bucket. */
export const accessLogPrefix = 's3/';
/** The prefix of access logs of load balancers, in the log bucket. */
export const loadBalancerLogPrefix = 'load-balancers';

/**
 * Refuses every request without TLS 1.2 or later: 45 CFR 164.312(e)(1).
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html
 */
export function refusesPlainText(bucketArn: string): readonly BucketStatement[] {
  const refused = {
    Effect: 'Deny',
    Principal: { AWS: '*' },
    Action: 's3:*',
    Resource: [bucketArn, `${bucketArn}/*`],
  } as const;
  return [
    { Sid: 'PlainText', ...refused, Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    { Sid: 'OutdatedTls', ...refused, Condition: { NumericLessThan: { 's3:TlsVersion': '1.2' } } },
  ];
}

/**
 * Refuses objects that are encrypted with a key other than the bucket's. A request without encryption settings gets the
 * bucket's key and is accepted.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
 */
export function refusesOtherKeys(bucketArn: string, keyArn: string): readonly BucketStatement[] {
  const algorithm = 's3:x-amz-server-side-encryption';
  const key = 's3:x-amz-server-side-encryption-aws-kms-key-id';
  const ofCustomer = 's3:x-amz-server-side-encryption-customer-algorithm';
  const refused = {
    Effect: 'Deny',
    Principal: { AWS: '*' },
    Action: 's3:PutObject',
    Resource: `${bucketArn}/*`,
  } as const;
  return [
    {
      Sid: 'OtherEncryption',
      ...refused,
      Condition: { StringNotEquals: { [algorithm]: 'aws:kms' }, Null: { [algorithm]: 'false' } },
    },
    {
      Sid: 'OtherKey',
      ...refused,
      Condition: { StringNotEquals: { [key]: keyArn }, Null: { [key]: 'false' } },
    },
    { Sid: 'KeyOfTheClient', ...refused, Condition: { Null: { [ofCustomer]: 'false' } } },
  ];
}

/**
 * Lets S3 deliver the access logs of the environment's buckets.
 *
 * @param sourceArns ARN patterns of the buckets that log here
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 */
export function takesAccessLogs(
  bucketArn: string,
  { account }: Place,
  sourceArns: readonly string[],
): readonly BucketStatement[] {
  return [
    {
      Sid: 'AccessLogsOfBuckets',
      Effect: 'Allow',
      Principal: { Service: 'logging.s3.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: `${bucketArn}/${accessLogPrefix}*`,
      Condition: { StringEquals: { 'aws:SourceAccount': account }, ArnLike: { 'aws:SourceArn': sourceArns } },
    },
  ];
}

/**
 * Lets load balancers of the account deliver their access logs. Elastic Load Balancing itself chooses the path, which
 * contains the account id of the load balancer's owner.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 */
export function takesLoadBalancerLogs(
  bucketArn: string,
  { account, region }: Place,
): readonly BucketStatement[] {
  return [
    {
      Sid: 'AccessLogsOfLoadBalancers',
      Effect: 'Allow',
      Principal: loadBalancerLogDelivery(region),
      Action: 's3:PutObject',
      Resource: `${bucketArn}/${loadBalancerLogPrefix}/AWSLogs/${account}/*`,
    },
  ];
}

/**
 * Lets CloudFront read for distributions of the account, through origin access control. The statement cannot name one
 * distribution: the distribution is created after its origin bucket, and in another region.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html
 */
export function readByCloudFront(bucketArn: string, account: string): readonly BucketStatement[] {
  return [
    {
      Sid: 'DistributionsOfTheAccount',
      Effect: 'Allow',
      Principal: { Service: 'cloudfront.amazonaws.com' },
      Action: 's3:GetObject',
      Resource: `${bucketArn}/*`,
      Condition: { ArnLike: { 'aws:SourceArn': `arn:aws:cloudfront::${account}:distribution/*` } },
    },
  ];
}
