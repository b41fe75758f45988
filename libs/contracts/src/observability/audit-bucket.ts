import { contract, parameter } from '../contract';

/** The bucket of a region for the log files of the trail: delivered in the primary region, replicated to the DR region. */
export const auditBucket = contract('audit-bucket', {
  bucketName: parameter(
    /[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]/,
    'Bucket with the log files of CloudTrail of all regions',
  ),
  bucketArn: parameter(/arn:[^:]+:s3:::[a-z0-9.-]+/, 'ARN of that bucket'),
  keyArn: parameter(/arn:[^:]+:kms:[^,]+/, 'ARN of the key of its log files; used through S3 only'),
});
