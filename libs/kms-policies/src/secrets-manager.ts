import type { PolicyStatement } from './policy-statement';
import { viaService, type ViaServiceInput } from './via-service';

/**
 * Lets principals of the account read and write secrets encrypted with the key, only through Secrets Manager. Includes
 * grants, which a master password managed by RDS needs.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
 */
export function secretsManager(input: ViaServiceInput): readonly PolicyStatement[] {
  return viaService(input, {
    sid: 'SecretsManager',
    service: 'secretsmanager',
    actions: ['kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
    grants: true,
  });
}
