import { contract, parameter } from '../contract';

const topicArn = /arn:[^:]+:sns:[^,]+/;

/** The two topics of a region to which everything that watches the platform publishes. */
export const alerting = contract('alerting', {
  alertsTopicArn: parameter(
    topicArn,
    'Topic of what somebody has to act on now; alarms and EventBridge rules of the account may publish',
  ),
  notificationsTopicArn: parameter(
    topicArn,
    'Topic of what people want to know, and may read tomorrow; the same publishers, and functions by their roles',
  ),
  keyArn: parameter(
    /arn:[^:]+:kms:[^,]+/,
    'ARN of the key of both topics; a role that publishes needs kms:Decrypt and kms:GenerateDataKey',
  ),
});
