import type { PolicyStatement } from './policy-statement';
import { viaService, type ViaServiceInput } from './via-service';

/**
 * Lets principals of the account create caches and backups encrypted with the key, only through ElastiCache.
 * ElastiCache then uses the key by the grant that it got.
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html
 */
export function elastiCache(input: ViaServiceInput): readonly PolicyStatement[] {
  return viaService(input, {
    sid: 'ElastiCache',
    service: 'elasticache',
    actions: ['kms:Decrypt', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
    grants: true,
  });
}
