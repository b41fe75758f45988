import type { PolicyStatement } from './policy-statement';
import { viaService, type ViaServiceInput } from './via-service';

/**
 * Lets principals of the account publish to topics encrypted with the key, only through SNS. A service that publishes in
 * its own name, such as an alarm, needs a statement of its own.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export function sns(input: ViaServiceInput): readonly PolicyStatement[] {
  return viaService(input, { sid: 'Sns', service: 'sns', actions: ['kms:Decrypt', 'kms:GenerateDataKey*'] });
}
