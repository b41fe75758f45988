import type { PolicyStatement } from './policy-statement';
import { viaService, type ViaServiceInput } from './via-service';

/**
 * Lets Lambda encrypt the environment variables of functions with the key for the principals of the account that deploy
 * them; with a grant, by which it decrypts them when a function starts.
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
