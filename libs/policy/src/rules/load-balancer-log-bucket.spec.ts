import { policyResource } from '../testing';
import { bucket, encryptedBy, logBucket } from './examples';
import { ruleCases } from './rule-cases';
import { loadBalancerLogBucket } from './load-balancer-log-bucket';

const deliveringTo = (properties: Record<string, unknown>) => [
  logBucket(properties),
  policyResource('Balancer', 'AWS::ElasticLoadBalancingV2::LoadBalancer', {
    LoadBalancerAttributes: [
      { Key: 'access_logs.s3.enabled', Value: 'true' },
      { Key: 'access_logs.s3.bucket', Value: 'test-logs' },
    ],
  }),
];

ruleCases(loadBalancerLogBucket, {
  compliant: { 'a bucket with the key of S3': deliveringTo({}) },
  nonCompliant: {
    'a bucket with a key of our own': deliveringTo({
      BucketEncryption: encryptedBy({
        SSEAlgorithm: 'aws:kms',
        KMSMasterKeyID: 'arn:aws:kms:us-east-1:1:key/1',
      }),
    }),
    'a bucket with Object Lock': deliveringTo({ ObjectLockEnabled: true }),
  },
  notApplicable: { 'a bucket for data': bucket() },
});
