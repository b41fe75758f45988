import { alike, getAtt, listOfTags, type MappingTable, partOf, ref, resource, without } from '../mapping';
import { block, blocks, blocksIn, inBlock, json, oneOf, property, type Shape } from '../shapes';

/** A map of names and values, as a list of `Name` and `Value`. */
const dimensions: Shape = (value, scope) =>
  Object.entries(scope.evaluate(blocksIn(value)[0] ?? {}) as object).map(
    ([Name, Value]: [string, unknown]) => ({ Name, Value }),
  );

/** Alarms, and rules of EventBridge with their targets. */
export const cloudWatch: MappingTable = {
  aws_cloudwatch_metric_alarm: resource(
    'AWS::CloudWatch::Alarm',
    {
      ...alike(
        'actions_enabled',
        'alarm_actions',
        'alarm_description',
        'alarm_name',
        'comparison_operator',
        'datapoints_to_alarm',
        'evaluation_periods',
        'extended_statistic',
        'insufficient_data_actions',
        'metric_name',
        'namespace',
        'period',
        'statistic',
        'threshold',
        'threshold_metric_id',
        'treat_missing_data',
        'unit',
      ),
      dimensions: property('Dimensions', dimensions),
      evaluate_low_sample_count_percentiles: 'EvaluateLowSampleCountPercentile',
      ok_actions: 'OKActions',
      metric_query: blocks('Metrics', {
        ...alike('account_id', 'expression', 'id', 'label', 'period', 'return_data'),
        metric: block('MetricStat', {
          dimensions: property('Metric.Dimensions', dimensions),
          metric_name: 'Metric.MetricName',
          namespace: 'Metric.Namespace',
          period: 'Period',
          stat: 'Stat',
          unit: 'Unit',
        }),
      }),
    },
    { tags: listOfTags, attributes: { arn: getAtt('Arn'), alarm_name: ref } },
  ),
  aws_cloudwatch_composite_alarm: resource(
    'AWS::CloudWatch::CompositeAlarm',
    {
      ...alike(
        'actions_enabled',
        'alarm_actions',
        'alarm_description',
        'alarm_name',
        'alarm_rule',
        'insufficient_data_actions',
      ),
      ok_actions: 'OKActions',
      actions_suppressor: [
        property('ActionsSuppressor', inBlock('alarm')),
        property('ActionsSuppressorExtensionPeriod', inBlock('extension_period')),
        property('ActionsSuppressorWaitPeriod', inBlock('wait_period')),
      ],
    },
    { tags: listOfTags, attributes: { arn: getAtt('Arn'), alarm_name: ref } },
  ),
  aws_cloudwatch_event_rule: resource(
    'AWS::Events::Rule',
    {
      ...alike('description', 'event_bus_name', 'name', 'role_arn', 'schedule_expression', 'state'),
      event_pattern: json('EventPattern'),
      force_destroy: without('how the rule is deleted'),
      is_enabled: oneOf('State', { true: 'ENABLED', false: 'DISABLED' }),
      name_prefix: without('a name that AWS completes'),
    },
    { tags: listOfTags, attributes: { arn: getAtt('Arn'), name: ref } },
  ),
  aws_cloudwatch_event_target: partOf(
    'rule',
    {
      ...alike('arn', 'input', 'input_path', 'role_arn'),
      target_id: 'Id',
      event_bus_name: without('the rule names it'),
      force_destroy: without('how the target is deleted'),
      dead_letter_config: block('DeadLetterConfig', alike('arn')),
      input_transformer: block('InputTransformer', {
        input_paths: 'InputPathsMap',
        input_template: 'InputTemplate',
      }),
      retry_policy: block('RetryPolicy', {
        maximum_event_age_in_seconds: 'MaximumEventAgeInSeconds',
        maximum_retry_attempts: 'MaximumRetryAttempts',
      }),
      sqs_target: block('SqsParameters', alike('message_group_id')),
    },
    { itemOf: 'Targets' },
  ),
};
