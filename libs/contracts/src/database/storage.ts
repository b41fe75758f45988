import { contract, parameter } from '../contract';

const bucketName = /[a-z0-9][a-z0-9-]{1,61}[a-z0-9]/;
const bucketArn = /arn:[^:]+:s3:::[a-z0-9-]+/;

/** The buckets of a region: objects of the platform, and access logs. */
export const storage = contract('storage', {
  dataBucketName: parameter(
    bucketName,
    'Bucket of the objects of the platform; its events go to EventBridge',
  ),
  dataBucketArn: parameter(bucketArn, 'ARN of that bucket'),
  dataKeyArn: parameter(/arn:[^:]+:kms:[^,]+/, 'ARN of the key that encrypts it; other keys are refused'),
  logBucketName: parameter(
    bucketName,
    'Bucket of access logs: those of the buckets of the region below s3/; load balancers may deliver below load-balancers/',
  ),
  logBucketArn: parameter(bucketArn, 'ARN of that bucket'),
});
