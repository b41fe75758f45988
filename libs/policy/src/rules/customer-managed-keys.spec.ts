import { policyResource } from '../testing';
import { bucket, cache, changed, cluster, encryptedBy, fileSystem, logBucket } from './examples';
import { ruleCases } from './rule-cases';
import { customerManagedKeys } from './customer-managed-keys';

ruleCases(customerManagedKeys, {
  compliant: {
    'a cluster with a key of our own': cluster(),
    'a bucket with a key of our own': bucket(),
    'a key of another stack': changed(cache({ KmsKeyId: { 'Bulkhead::Parameter': '/a' } }), {
      CacheKey: undefined,
    }),
  },
  nonCompliant: {
    'Performance Insights with the key of AWS': cluster({ PerformanceInsightsKmsKeyId: undefined }),
    'a bucket with the key of AWS': changed(
      bucket({ BucketEncryption: encryptedBy({ SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'alias/aws/s3' }) }),
      { DataKey: undefined },
    ),
    'a file system without a key of its own': changed(fileSystem({ KmsKeyId: undefined }), {
      FilesKey: undefined,
    }),
  },
  notApplicable: {
    'a bucket for logs': [
      logBucket(),
      policyResource('Balancer', 'AWS::ElasticLoadBalancingV2::LoadBalancer', {
        LoadBalancerAttributes: [{ Key: 'access_logs.s3.bucket', Value: { Ref: 'Logs' } }],
      }),
    ],
  },
});
