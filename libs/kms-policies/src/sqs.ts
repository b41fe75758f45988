import type { PolicyStatement } from './policy-statement';
import { viaService, type ViaServiceInput } from './via-service';

/**
 * Lets principals of the account send to and receive from queues encrypted with the key, only through SQS. A service
 * that sends in its own name, such as EventBridge, needs a statement of its own.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
 */
export function sqs(input: ViaServiceInput): readonly PolicyStatement[] {
  return viaService(input, { sid: 'Sqs', service: 'sqs', actions: ['kms:Decrypt', 'kms:GenerateDataKey*'] });
}
