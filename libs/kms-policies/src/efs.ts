import type { PolicyStatement } from './policy-statement';
import { viaService, type ViaServiceInput } from './via-service';

/**
 * Lets principals of the account create file systems encrypted with the key, only through EFS. EFS then uses the key by
 * the grant that it got. A replica needs the same on the key of its own region.
 * https://docs.aws.amazon.com/efs/latest/ug/EFSKMS.html
 */
export function efs(input: ViaServiceInput): readonly PolicyStatement[] {
  return viaService(input, {
    sid: 'Efs',
    service: 'elasticfilesystem',
    actions: [
      'kms:Encrypt',
      'kms:Decrypt',
      'kms:ReEncrypt*',
      'kms:GenerateDataKeyWithoutPlaintext',
      'kms:DescribeKey',
    ],
    grants: true,
  });
}
