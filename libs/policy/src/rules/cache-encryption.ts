import { isTrue } from '../reading/properties';
import { resourceRule, unless } from './resource-rule';

/**
 * A cache must be encrypted at rest and in transit, and must refuse plain text. A single Redis node outside a
 * replication group supports neither encryption. ElastiCache refuses authentication without encryption in transit.
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/encryption.html
 */
export const cacheEncryption = resourceRule({
  id: 'cache-encryption',
  title: 'A cache is encrypted at rest and in transit.',
  controls: ['164.312(a)(2)(iv)', '164.312(e)(1)', '164.312(e)(2)(i)', '164.312(e)(2)(ii)'],
  pitfall: 7,
  types: ['AWS::ElastiCache::ReplicationGroup', 'AWS::ElastiCache::CacheCluster'],
  judge: ({ type, properties }) => {
    if (type === 'AWS::ElastiCache::CacheCluster') {
      if (properties['Engine'] === 'memcached') {
        return unless(isTrue(properties['TransitEncryptionEnabled']), 'Set TransitEncryptionEnabled.');
      }
      return ['A single node can be encrypted neither at rest nor in transit: make it a replication group.'];
    }
    return [
      ...['AtRestEncryptionEnabled', 'TransitEncryptionEnabled'].flatMap((name) =>
        unless(isTrue(properties[name]), `Set ${name}.`),
      ),
      ...unless(
        properties['TransitEncryptionMode'] !== 'preferred',
        'TransitEncryptionMode preferred accepts plain text too: set it to required.',
      ),
    ];
  },
});
