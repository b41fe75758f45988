import type { AccountInput } from './account';
import type { PolicyStatement } from './policy-statement';

export interface CloudFrontDistributionInput {
  /** ARN of the single distribution that reads the bucket, `arn:aws:cloudfront::<account>:distribution/<id>`. */
  readonly distributionArn: string;
}

/**
 * Lets one CloudFront distribution read objects that S3 encrypted with the key, through origin access control. It
 * allows only reading: a distribution that also accepts uploads would need more.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html
 */
export function cloudFrontDistribution({
  distributionArn,
}: CloudFrontDistributionInput): readonly PolicyStatement[] {
  return [
    {
      Sid: 'CloudFrontDistribution',
      Effect: 'Allow',
      Principal: { Service: 'cloudfront.amazonaws.com' },
      Action: ['kms:Decrypt'],
      Resource: '*',
      Condition: { StringEquals: { 'aws:SourceArn': distributionArn } },
    },
  ];
}

/**
 * Lets the CloudFront distributions of the account read objects that S3 encrypted with the key, through origin access
 * control. For a key that is created before its distribution, when the id is unknown. If the id is known, use the
 * narrower `cloudFrontDistribution`.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html
 */
export function cloudFrontDistributions({
  account,
  partition = 'aws',
}: AccountInput): readonly PolicyStatement[] {
  return [
    {
      Sid: 'CloudFrontDistributions',
      Effect: 'Allow',
      Principal: { Service: 'cloudfront.amazonaws.com' },
      Action: ['kms:Decrypt'],
      Resource: '*',
      Condition: { ArnLike: { 'aws:SourceArn': `arn:${partition}:cloudfront::${account}:distribution/*` } },
    },
  ];
}
