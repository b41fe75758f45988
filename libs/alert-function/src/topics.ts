import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import { BulkheadError } from '@bulkhead/errors';
import { awsFailure } from './aws-failure';
import { type Notification } from './notification';

/** ARN of each topic that a function may publish to. */
type TopicArns = Readonly<Partial<Record<Notification['topic'], string>>>;

/**
 * Publishes a message. Its attributes `severity`, `environment` and `state` are for the filter policies of
 * subscriptions.
 *
 * @throws BulkheadError `SNSRefused`, `SNSUnreachable` or `TopicMissing`
 */
export async function publish(
  client: SNSClient,
  topics: TopicArns,
  environment: string,
  { topic, severity, state, subject, body }: Notification,
): Promise<void> {
  const arn = topics[topic];
  if (!arn) throw new BulkheadError('TopicMissing', `The function has no topic ${topic}.`);
  const attribute = (StringValue: string) => ({ DataType: 'String', StringValue });
  const command = new PublishCommand({
    TopicArn: arn,
    Subject: subject,
    Message: body,
    MessageAttributes: {
      severity: attribute(severity),
      environment: attribute(environment),
      state: attribute(state),
    },
  });
  try {
    await client.send(command);
  } catch (error) {
    throw awsFailure('SNS', 'Publish', error);
  }
}
