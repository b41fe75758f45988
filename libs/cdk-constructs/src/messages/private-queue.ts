import { CfnQueue, CfnQueuePolicy } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { removalOf } from '../encryption';

const secondsPerDay = 86_400;

/** A service that sends to a queue in its own name. */
export interface QueueSender {
  /** The Sid of the statement, named after the messages: `Undelivered`. */
  readonly sid: string;
  /** Such as `events.amazonaws.com`. */
  readonly service: string;
  /** ARN of the single resource for which the service sends. */
  readonly sourceArn: string;
}

export interface PrivateQueueProps {
  readonly queueName: string;
  readonly keyArn: string;
  /** How long a message is kept, in days: 1 to 14. */
  readonly retentionDays: number;
  /** Whether the queue keeps the order of messages and drops a repeated one. Its name then ends in `.fifo`. */
  readonly inOrder?: boolean;
  /** Where a message goes that could not be processed, and after how many attempts. @default it expires */
  readonly failures?: { readonly queueArn: string; readonly afterAttempts: number };
  /** How long a received message is hidden from other receivers, in seconds. @default 30 */
  readonly hiddenSeconds?: number;
  /** Services that send in their own name. Roles send by their own policies. @default none */
  readonly senders?: readonly QueueSender[];
  /** Keeps the queue if the stack or a deploy would delete it. */
  readonly isProtected: boolean;
}

/** A queue that is encrypted with a key of the account and refuses requests without TLS. */
export class PrivateQueue extends Construct {
  readonly queue: CfnQueue;

  constructor(scope: Construct, id: string, props: PrivateQueueProps) {
    super(scope, id);
    const { queueName, keyArn, retentionDays, senders = [], isProtected } = props;
    const { inOrder, failures, hiddenSeconds } = props;
    this.queue = new CfnQueue(this, 'Queue', {
      queueName,
      kmsMasterKeyId: keyArn,
      messageRetentionPeriod: retentionDays * secondsPerDay,
      ...(inOrder && { fifoQueue: true, contentBasedDeduplication: true }),
      ...(hiddenSeconds !== undefined && { visibilityTimeout: hiddenSeconds }),
      ...(failures && {
        redrivePolicy: { deadLetterTargetArn: failures.queueArn, maxReceiveCount: failures.afterAttempts },
      }),
    });
    this.queue.applyRemovalPolicy(removalOf(isProtected));
    const { attrArn: queueArn } = this.queue;
    new CfnQueuePolicy(this, 'Policy', {
      queues: [this.queue.ref],
      policyDocument: {
        Version: '2012-10-17',
        Statement: [
          ...senders.map(({ sid, service, sourceArn }) => ({
            Sid: sid,
            Effect: 'Allow',
            Principal: { Service: service },
            Action: 'sqs:SendMessage',
            Resource: queueArn,
            Condition: { ArnEquals: { 'aws:SourceArn': sourceArn } },
          })),
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
