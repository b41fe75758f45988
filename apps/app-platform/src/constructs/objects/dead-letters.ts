import { PrivateQueue } from '@bulkhead/cdk-constructs/messages';
import { type NameScope } from '@bulkhead/naming';
import { type Construct } from 'constructs';
import { processingNames } from './processing-names';

export interface DeadLettersProps {
  readonly nameScope: NameScope;
  readonly keyArn: string;
  readonly retentionDays: number;
  /** Keeps the queue when the stack or a deploy would delete it. */
  readonly isProtected: boolean;
}

/**
 * The queue for events that were not processed: EventBridge could not deliver them, or the function failed. A message
 * is the unchanged event, so all messages can be sent again in the same way.
 */
export class DeadLetters extends PrivateQueue {
  constructor(scope: Construct, id: string, { nameScope, ...rest }: DeadLettersProps) {
    const { account, region } = nameScope;
    const names = processingNames(nameScope);
    super(scope, id, {
      ...rest,
      queueName: names.deadLetterQueue,
      senders: [
        {
          // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
          sid: 'Undelivered',
          service: 'events.amazonaws.com',
          sourceArn: `arn:aws:events:${region}:${account}:rule/${names.rule}`,
        },
      ],
    });
  }
}
