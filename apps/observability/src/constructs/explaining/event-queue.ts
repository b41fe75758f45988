import { PrivateQueue } from '@bulkhead/cdk-constructs/messages';
import { type NameScope } from '@bulkhead/naming';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { type CfnQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type Explained, explainingNames } from './explaining-names';

export interface EventQueueProps {
  readonly nameScope: NameScope;
  readonly explained: Explained;
  readonly description: string;
  /** The events, as EventBridge matches them. */
  readonly eventPattern: object;
  readonly keyArn: string;
  /** Longest time of a call, in seconds. */
  readonly timeoutSeconds: number;
  readonly isProtected: boolean;
}

/**
 * The way of an event to its function. EventBridge may deliver an event twice: the queue drops the second one within
 * five minutes. What could not be explained in three attempts is kept for two weeks.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-exactly-once-processing.html
 */
export class EventQueue extends Construct {
  readonly queue: CfnQueue;

  constructor(scope: Construct, id: string, props: EventQueueProps) {
    super(scope, id);
    const { nameScope, explained, keyArn, timeoutSeconds, isProtected } = props;
    const names = explainingNames(nameScope, explained);
    const fromRule = { service: 'events.amazonaws.com', sourceArn: names.ruleArn };
    const failed = new PrivateQueue(this, 'Failed', {
      queueName: names.deadLetterQueue,
      inOrder: true,
      keyArn,
      retentionDays: 14,
      isProtected,
    });
    // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html: a standard queue
    const undelivered = new PrivateQueue(this, 'Undelivered', {
      queueName: names.undeliveredQueue,
      keyArn,
      retentionDays: 14,
      senders: [{ sid: 'Undelivered', ...fromRule }],
      isProtected,
    });
    const { queue } = new PrivateQueue(this, 'Events', {
      queueName: names.queue,
      inOrder: true,
      keyArn,
      retentionDays: 4,
      // Six times the time of a call, as Lambda advises.
      // https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
      hiddenSeconds: 6 * timeoutSeconds,
      failures: { queueArn: failed.queue.attrArn, afterAttempts: 3 },
      senders: [{ sid: 'Events', ...fromRule }],
      isProtected,
    });
    this.queue = queue;
    new CfnRule(this, 'Rule', {
      name: names.rule,
      description: props.description,
      state: 'ENABLED',
      eventPattern: props.eventPattern,
      targets: [
        {
          id: 'queue',
          arn: queue.attrArn,
          sqsParameters: { messageGroupId: explained },
          deadLetterConfig: { arn: undelivered.queue.attrArn },
        },
      ],
    });
  }
}
