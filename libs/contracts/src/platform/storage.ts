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
    'Bucket that buckets and load balancers of the region deliver access logs to: below s3/ and load-balancers/',
  ),
  logBucketArn: parameter(bucketArn, 'ARN of that bucket'),
});
