import { bucket, encryptedBy, logBucket } from './examples';
import { ruleCases } from './rule-cases';
import { accessLogBucket } from './access-log-bucket';

const deliveringTo = (properties: Record<string, unknown>) => [
  logBucket(properties),
  ...bucket({ LoggingConfiguration: { DestinationBucketName: { Ref: 'Logs' } } }),
];

ruleCases(accessLogBucket, {
  compliant: { 'a bucket with the key of S3': deliveringTo({}) },
  nonCompliant: {
    'a bucket with a key of our own': deliveringTo({
      BucketEncryption: encryptedBy({
        SSEAlgorithm: 'aws:kms',
        KMSMasterKeyID: 'arn:aws:kms:us-east-1:1:key/1',
      }),
    }),
    'a bucket with Object Lock': deliveringTo({ ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled' } }),
  },
  notApplicable: { 'a bucket for data': bucket() },
});
