import { alike, getAtt, listOfTags, type MappingTable, ref, resource, timeouts, without } from '../mapping';
import { json, listOfOne, property } from '../shapes';

/** Topics, subscriptions and queues. */
export const messaging: MappingTable = {
  aws_sns_topic: resource(
    'AWS::SNS::Topic',
    {
      ...alike(
        'content_based_deduplication',
        'display_name',
        'fifo_throughput_scope',
        'fifo_topic',
        'kms_master_key_id',
        'tracing_config',
      ),
      archive_policy: json('ArchivePolicy'),
      name: 'TopicName',
      name_prefix: without('a name that AWS completes'),
      signature_version: property('SignatureVersion', (value, scope) => String(scope.evaluate(value))),
    },
    { tags: listOfTags, attributes: { arn: ref, name: getAtt('TopicName') } },
  ),
  aws_sns_topic_policy: resource('AWS::SNS::TopicPolicy', {
    arn: listOfOne('Topics'),
    policy: json('PolicyDocument'),
  }),
  aws_sns_topic_subscription: resource(
    'AWS::SNS::Subscription',
    {
      ...alike(
        'endpoint',
        'filter_policy_scope',
        'protocol',
        'raw_message_delivery',
        'subscription_role_arn',
        'topic_arn',
      ),
      confirmation_timeout_in_minutes: without('how long Terraform waits'),
      delivery_policy: json('DeliveryPolicy'),
      endpoint_auto_confirms: without('how long Terraform waits'),
      filter_policy: json('FilterPolicy'),
      redrive_policy: json('RedrivePolicy'),
      replay_policy: json('ReplayPolicy'),
    },
    { attributes: { arn: ref } },
  ),
  aws_sqs_queue: resource(
    'AWS::SQS::Queue',
    {
      ...alike(
        'content_based_deduplication',
        'deduplication_scope',
        'delay_seconds',
        'fifo_queue',
        'fifo_throughput_limit',
        'kms_data_key_reuse_period_seconds',
        'kms_master_key_id',
        'sqs_managed_sse_enabled',
      ),
      max_message_size: 'MaximumMessageSize',
      message_retention_seconds: 'MessageRetentionPeriod',
      name: 'QueueName',
      name_prefix: without('a name that AWS completes'),
      receive_wait_time_seconds: 'ReceiveMessageWaitTimeSeconds',
      redrive_allow_policy: json('RedriveAllowPolicy'),
      redrive_policy: json('RedrivePolicy'),
      visibility_timeout_seconds: 'VisibilityTimeout',
      ...timeouts,
    },
    { tags: listOfTags, attributes: { arn: getAtt('Arn'), name: getAtt('QueueName'), url: ref } },
  ),
  aws_sqs_queue_policy: resource('AWS::SQS::QueuePolicy', {
    policy: json('PolicyDocument'),
    queue_url: listOfOne('Queues'),
  }),
};
