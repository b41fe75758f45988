import { definedByCloudFormation, definedByTerraform } from '../../testing';

test('an alarm, and a rule with its targets, are the same in both engines', () => {
  const terraform = definedByTerraform({
    aws_cloudwatch_metric_alarm: {
      lag: {
        alarm_name: 'lag',
        alarm_actions: ['arn:topic'],
        ok_actions: ['arn:topic'],
        comparison_operator: 'GreaterThanThreshold',
        dimensions: { DBClusterIdentifier: 'main' },
        evaluation_periods: 3,
        metric_name: 'AuroraGlobalDBReplicationLag',
        namespace: 'AWS/RDS',
        period: 60,
        statistic: 'Maximum',
        threshold: 1000,
        treat_missing_data: 'breaching',
      },
    },
    aws_cloudwatch_event_rule: { failed: { name: 'failed', event_pattern: '{"source":["aws.backup"]}' } },
    aws_cloudwatch_event_target: {
      topic: {
        rule: '${aws_cloudwatch_event_rule.failed.name}',
        target_id: 'topic',
        arn: 'arn:topic',
        dead_letter_config: { arn: 'arn:queue' },
      },
    },
  });

  expect(terraform).toEqual(
    definedByCloudFormation({
      CloudwatchMetricAlarmLag: {
        Type: 'AWS::CloudWatch::Alarm',
        Properties: {
          AlarmName: 'lag',
          AlarmActions: ['arn:topic'],
          OKActions: ['arn:topic'],
          ComparisonOperator: 'GreaterThanThreshold',
          Dimensions: [{ Name: 'DBClusterIdentifier', Value: 'main' }],
          EvaluationPeriods: 3,
          MetricName: 'AuroraGlobalDBReplicationLag',
          Namespace: 'AWS/RDS',
          Period: 60,
          Statistic: 'Maximum',
          Threshold: 1000,
          TreatMissingData: 'breaching',
        },
      },
      CloudwatchEventRuleFailed: {
        Type: 'AWS::Events::Rule',
        Properties: {
          Name: 'failed',
          EventPattern: { source: ['aws.backup'] },
          Targets: [{ Id: 'topic', Arn: 'arn:topic', DeadLetterConfig: { Arn: 'arn:queue' } }],
        },
      },
    }),
  );
});

test('a composite alarm with a suppressor is the same in both engines', () => {
  const terraform = definedByTerraform({
    aws_cloudwatch_metric_alarm: { lag: { alarm_name: 'lag' }, drill: { alarm_name: 'drill' } },
    aws_cloudwatch_composite_alarm: {
      page: {
        alarm_name: 'page',
        alarm_rule: 'ALARM("${aws_cloudwatch_metric_alarm.lag.alarm_name}")',
        actions_suppressor: {
          alarm: '${aws_cloudwatch_metric_alarm.drill.alarm_name}',
          extension_period: 60,
          wait_period: 120,
        },
        alarm_actions: ['arn:topic'],
        ok_actions: ['arn:topic'],
      },
    },
  });

  expect(terraform['CloudwatchCompositeAlarmPage']).toEqual({
    Type: 'AWS::CloudWatch::CompositeAlarm',
    Properties: {
      AlarmName: 'page',
      AlarmRule: { 'Fn::Join': ['', ['ALARM("', { Ref: 'CloudwatchMetricAlarmLag' }, '")']] },
      ActionsSuppressor: { Ref: 'CloudwatchMetricAlarmDrill' },
      ActionsSuppressorExtensionPeriod: 60,
      ActionsSuppressorWaitPeriod: 120,
      AlarmActions: ['arn:topic'],
      OKActions: ['arn:topic'],
    },
  });
});
