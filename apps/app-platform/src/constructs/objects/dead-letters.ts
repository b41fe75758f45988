import { type NameScope } from '@bulkhead/naming';
import { CfnQueue, CfnQueuePolicy } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { removalOf } from '../removal';
import { processingNames } from './processing-names';

const secondsPerDay = 86_400;

export interface DeadLettersProps {
  readonly nameScope: NameScope;
  readonly keyArn: string;
  readonly retentionDays: number;
  /** Keeps the queue when the stack or a deploy would delete it. */
  readonly isProtected: boolean;
}

/**
 * Events of objects that nobody looked at: those that EventBridge could not deliver, and those at which the function
 * failed. Either is the event as it was, so that all are sent again the same way.
 */
export class DeadLetters extends Construct {
  readonly queue: CfnQueue;

  constructor(
    scope: Construct,
    id: string,
    { nameScope, keyArn, retentionDays, isProtected }: DeadLettersProps,
  ) {
    super(scope, id);
    const { account, region } = nameScope;
    const names = processingNames(nameScope);
    this.queue = new CfnQueue(this, 'Queue', {
      queueName: names.deadLetterQueue,
      kmsMasterKeyId: keyArn,
      messageRetentionPeriod: retentionDays * secondsPerDay,
    });
    this.queue.applyRemovalPolicy(removalOf(isProtected));
    const { attrArn: queueArn } = this.queue;
    new CfnQueuePolicy(this, 'Policy', {
      queues: [this.queue.ref],
      policyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
            Sid: 'Undelivered',
            Effect: 'Allow',
            Principal: { Service: 'events.amazonaws.com' },
            Action: 'sqs:SendMessage',
            Resource: queueArn,
            Condition: {
              ArnEquals: { 'aws:SourceArn': `arn:aws:events:${region}:${account}:rule/${names.rule}` },
            },
          },
          {
            Sid: 'TlsOnly',
            Effect: 'Deny',
            Principal: '*',
            Action: 'sqs:*',
            Resource: queueArn,
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          },
        ],
      },
    });
  }
}
