import { policyResource } from '../testing';
import { cache } from './examples';
import { ruleCases } from './rule-cases';
import { cacheEncryption } from './cache-encryption';

ruleCases(cacheEncryption, {
  compliant: { 'encryption at rest and in transit': cache() },
  nonCompliant: {
    'no encryption in transit': cache({ TransitEncryptionEnabled: false }),
    'no encryption at rest': cache({ AtRestEncryptionEnabled: false }),
    'plain text beside TLS': cache({ TransitEncryptionMode: 'preferred' }),
    'a single node': [
      policyResource('Node', 'AWS::ElastiCache::CacheCluster', {
        Engine: 'redis',
        SnapshotRetentionLimit: 7,
      }),
    ],
  },
});
