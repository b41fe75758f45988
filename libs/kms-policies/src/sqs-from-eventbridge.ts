import type { RegionalInput } from './account';
import type { PolicyStatement } from './policy-statement';

export interface SqsFromEventBridgeInput extends RegionalInput {
  /** Names of the queues that rules send to. @default every queue of the account in the region */
  readonly queueNames?: readonly string[];
}

/**
 * Lets EventBridge rules send to queues encrypted with the key, including dead-letter queues of rules. The condition is
 * on the queue, which SQS adds to the encryption context. AWS documents no condition on the sender of EventBridge, and
 * for an encrypted topic none works. The policy of the queue says which rule may send.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
 */
export function sqsFromEventBridge(input: SqsFromEventBridgeInput): readonly PolicyStatement[] {
  const { account, region, partition = 'aws', queueNames = ['*'] } = input;
  const queueArns = queueNames.map((name) => `arn:${partition}:sqs:${region}:${account}:${name}`);
  return [
    {
      Sid: 'SqsFromEventBridge',
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      Resource: '*',
      Condition: { ArnLike: { 'kms:EncryptionContext:aws:sqs:arn': queueArns } },
    },
  ];
}
