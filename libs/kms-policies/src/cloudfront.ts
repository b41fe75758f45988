import type { PolicyStatement } from './policy-statement';

export interface CloudFrontDistributionInput {
  /** ARN of the one distribution that reads the bucket, `arn:aws:cloudfront::<account>:distribution/<id>`. */
  readonly distributionArn: string;
}

/**
 * Lets one CloudFront distribution read objects that S3 encrypted with the key, through origin access
 * control. Reading only: a distribution that also takes uploads would need more.
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
