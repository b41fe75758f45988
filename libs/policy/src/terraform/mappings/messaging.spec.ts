import { definedByCloudFormation, definedByTerraform } from '../../testing';

test('a topic, a queue and their policies are the same in both engines', () => {
  const terraform = definedByTerraform({
    aws_sns_topic: { alarms: { name: 'alarms', kms_master_key_id: 'arn:key', signature_version: 2 } },
    aws_sns_topic_policy: { alarms: { arn: '${aws_sns_topic.alarms.arn}', policy: '{"Statement":[]}' } },
    aws_sns_topic_subscription: {
      queue: {
        topic_arn: '${aws_sns_topic.alarms.arn}',
        protocol: 'sqs',
        endpoint: '${aws_sqs_queue.events.arn}',
        filter_policy: '{"kind":["alarm"]}',
      },
    },
    aws_sqs_queue: {
      events: {
        name: 'events',
        kms_master_key_id: 'arn:key',
        message_retention_seconds: 1209600,
        redrive_policy:
          '${jsonencode({"deadLetterTargetArn" = aws_sqs_queue.dead.arn, "maxReceiveCount" = 5})}',
        visibility_timeout_seconds: 60,
      },
      dead: { name: 'dead', sqs_managed_sse_enabled: true },
    },
    aws_sqs_queue_policy: { events: { queue_url: '${aws_sqs_queue.events.id}', policy: '{"Statement":[]}' } },
  });

  expect(terraform).toEqual(
    definedByCloudFormation({
      SnsTopicAlarms: {
        Type: 'AWS::SNS::Topic',
        Properties: { TopicName: 'alarms', KmsMasterKeyId: 'arn:key', SignatureVersion: '2' },
      },
      SnsTopicPolicyAlarms: {
        Type: 'AWS::SNS::TopicPolicy',
        Properties: { Topics: [{ Ref: 'SnsTopicAlarms' }], PolicyDocument: { Statement: [] } },
      },
      SnsTopicSubscriptionQueue: {
        Type: 'AWS::SNS::Subscription',
        Properties: {
          TopicArn: { Ref: 'SnsTopicAlarms' },
          Protocol: 'sqs',
          Endpoint: { 'Fn::GetAtt': ['SqsQueueEvents', 'Arn'] },
          FilterPolicy: { kind: ['alarm'] },
        },
      },
      SqsQueueEvents: {
        Type: 'AWS::SQS::Queue',
        Properties: {
          QueueName: 'events',
          KmsMasterKeyId: 'arn:key',
          MessageRetentionPeriod: 1209600,
          RedrivePolicy: {
            deadLetterTargetArn: { 'Fn::GetAtt': ['SqsQueueDead', 'Arn'] },
            maxReceiveCount: 5,
          },
          VisibilityTimeout: 60,
        },
      },
      SqsQueueDead: {
        Type: 'AWS::SQS::Queue',
        Properties: { QueueName: 'dead', SqsManagedSseEnabled: true },
      },
      SqsQueuePolicyEvents: {
        Type: 'AWS::SQS::QueuePolicy',
        Properties: { Queues: [{ Ref: 'SqsQueueEvents' }], PolicyDocument: { Statement: [] } },
      },
    }),
  );
});
