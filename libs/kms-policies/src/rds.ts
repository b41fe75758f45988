import type { PolicyStatement } from './policy-statement';
import { viaService, type ViaServiceInput } from './via-service';

/**
 * Lets principals of the account create, copy and restore databases and snapshots encrypted with the key, only through
 * RDS. RDS then uses the key by the grant that it got.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.Keys.html
 */
export function rds(input: ViaServiceInput): readonly PolicyStatement[] {
  return viaService(input, {
    sid: 'Rds',
    service: 'rds',
    actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
    grants: true,
  });
}
