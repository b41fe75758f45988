import type { AccountInput } from './account';
import type { PolicyStatement } from './policy-statement';

/**
 * Lets EventBridge rules of the account send to queues encrypted with the key, dead-letter queues of
 * rules included. By account and not by rule: the rule needs the queue, and the queue the key.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
 */
export function sqsFromEventBridge({ account }: AccountInput): readonly PolicyStatement[] {
  return [
    {
      Sid: 'SqsFromEventBridge',
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      Resource: '*',
      Condition: { StringEquals: { 'aws:SourceAccount': account } },
    },
  ];
}
