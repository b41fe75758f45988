import type { PolicyStatement } from './policy-statement';
import { viaService, type ViaServiceInput } from './via-service';

/**
 * Lets principals of the account read and write SecureString parameters encrypted with the key, only through Systems
 * Manager. KMS itself encrypts a standard parameter; a data key encrypts an advanced one.
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/secure-string-parameter-kms-encryption.html
 */
export function ssm(input: ViaServiceInput): readonly PolicyStatement[] {
  return viaService(input, {
    sid: 'Ssm',
    service: 'ssm',
    actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:GenerateDataKey', 'kms:DescribeKey'],
  });
}
