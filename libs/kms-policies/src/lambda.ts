import type { PolicyStatement } from './policy-statement';
import { viaService, type ViaServiceInput } from './via-service';

/**
 * Lets principals of the account that deploy functions encrypt the environment variables with the key, through Lambda.
 * Lambda gets a grant, and decrypts the variables with it when a function starts.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html
 */
export function lambda(input: ViaServiceInput): readonly PolicyStatement[] {
  return viaService(input, {
    sid: 'Lambda',
    service: 'lambda',
    actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
    grants: true,
  });
}
