import { contract, parameter } from '../contract';

/** The static files of the website. CloudFront distributions of the account may read them, and nobody else by default. */
export const staticAssets = contract('static-assets', {
  bucketName: parameter(/[a-z0-9][a-z0-9-]{1,61}[a-z0-9]/, 'Bucket of the static files'),
  bucketArn: parameter(/arn:[^:]+:s3:::[a-z0-9-]+/, 'ARN of that bucket'),
  bucketDomainName: parameter(
    /[a-z0-9][a-z0-9.-]*[a-z0-9]/,
    'Regional host name of the bucket, as the origin of a distribution with origin access control',
  ),
  keyArn: parameter(/arn:[^:]+:kms:[^,]+/, 'ARN of the key that encrypts it; CloudFront may decrypt with it'),
});
