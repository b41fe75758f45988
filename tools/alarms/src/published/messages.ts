import { type ServiceMetrics } from './service-metrics';

/** Queues, topics, events, logs and quotas. */
export const messages: readonly ServiceMetrics[] = [
  {
    namespace: 'AWS/SQS',
    sources: [
      'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html',
    ],
    everySeconds: 60,
    groups: [
      {
        names:
          'ApproximateAgeOfOldestMessage ApproximateNumberOfMessagesDelayed ApproximateNumberOfMessagesNotVisible ApproximateNumberOfMessagesVisible NumberOfEmptyReceives NumberOfMessagesDeleted NumberOfMessagesReceived NumberOfMessagesSent SentMessageSize',
        dimensions: ['QueueName'],
      },
    ],
  },
  {
    namespace: 'AWS/SNS',
    sources: ['https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html'],
    everySeconds: 60,
    groups: [
      {
        names:
          'NumberOfMessagesPublished NumberOfNotificationsDelivered NumberOfNotificationsFailed NumberOfNotificationsFailedToRedriveToDlq NumberOfNotificationsFilteredOut NumberOfNotificationsRedrivenToDlq PublishSize',
        dimensions: ['TopicName'],
      },
    ],
  },
  {
    namespace: 'AWS/Events',
    sources: ['https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html'],
    everySeconds: 60,
    groups: [
      {
        names:
          'DeadLetterInvocations FailedInvocations IngestionToInvocationStartLatency IngestionToInvocationSuccessLatency InvocationAttempts InvocationsFailedToBeSentToDlq InvocationsSentToDlq Invocations RetryInvocationAttempts SuccessfulInvocationAttempts ThrottledRules TriggeredRules',
        dimensions: ['RuleName', 'EventBusName RuleName', 'EventBusName', ''],
      },
      { names: 'MatchedEvents', dimensions: ['RuleName', 'EventBusName RuleName', ''] },
    ],
  },
  {
    namespace: 'AWS/Logs',
    sources: [
      'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch-Logs-Monitoring-CloudWatch-Metrics.html',
    ],
    everySeconds: 60,
    groups: [
      { names: 'IncomingBytes IncomingLogEvents LogEventsWithFindings', dimensions: ['LogGroupName', ''] },
      {
        names: 'DeliveryErrors DeliveryThrottling ForwardedBytes ForwardedLogEvents',
        dimensions: ['LogGroupName', 'DestinationType FilterName LogGroupName'],
      },
      {
        names: 'EMFParsingErrors EMFValidationErrors TransformationErrors',
        dimensions: ['LogGroupName'],
      },
    ],
  },
  {
    namespace: 'AWS/Usage',
    sources: [
      'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Service-Quota-Integration.html',
    ],
    everySeconds: 60,
    groups: [{ names: 'CallCount ResourceCount', dimensions: ['Class Resource Service Type'] }],
  },
];
