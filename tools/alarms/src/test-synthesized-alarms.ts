import { type PolicyStack } from '@bulkhead/policy';
import { cloudFormationStack, terraformStack } from '@bulkhead/policy/testing';

const topic = '${aws_sns_topic.alerts.arn}';

/** As `database` synthesizes it: an alarm for each kind of which nothing is backed up. */
function silence(kind: string, period: number, evaluationPeriods: number): object {
  return {
    alarm_actions: [topic],
    alarm_description: `Of ${kind} nothing was backed up: see the README of app database`,
    alarm_name: `bulkhead-qa-backup-silence-${kind}-20fb2b86`,
    comparison_operator: 'LessThanThreshold',
    dimensions: { RuleName: `\${aws_cloudwatch_event_rule.silence_${kind}-done.name}` },
    evaluation_periods: evaluationPeriods,
    metric_name: 'TriggeredRules',
    namespace: 'AWS/Events',
    ok_actions: [topic],
    period,
    statistic: 'Sum',
    threshold: 1,
    treat_missing_data: 'breaching',
  };
}

const rule = (kind: string) => ({ name: `${kind}-done`, event_pattern: '{}' });

const fullNames = ['loadBalancerFullName', 'targetGroupFullName'] as const;

/** As `cdn-dns` synthesizes it: the healthy targets of a region. */
function healthyTargets(role: string): object {
  return {
    alarm_name: 'bulkhead-qa-cdn-dns-healthy-targets-44fb0364',
    comparison_operator: 'LessThanThreshold',
    dimensions: {
      LoadBalancer: `\${data.aws_ssm_parameter.consume-${role}-loadBalancerFullName.insecure_value}`,
      TargetGroup: `\${data.aws_ssm_parameter.consume-${role}-targetGroupFullName.insecure_value}`,
    },
    evaluation_periods: 2,
    metric_name: 'HealthyHostCount',
    namespace: 'AWS/ApplicationELB',
    period: 60,
    provider: `aws.${role}`,
    statistic: 'Maximum',
    threshold: 1,
    treat_missing_data: 'missing',
  };
}

/** As `cdn-dns` synthesizes it: the switch that takes the users from a region. It is kept in the other region. */
function leave(role: string, keptIn: string): object {
  return {
    alarm_name: `bulkhead-qa-cdn-dns-leave-${role}-7d336e5b`,
    comparison_operator: 'GreaterThanOrEqualToThreshold',
    dimensions: { Environment: 'qa', Role: role },
    evaluation_periods: 1,
    metric_name: 'LeaveRegion',
    namespace: 'Bulkhead/Routing',
    period: 60,
    provider: `aws.${keptIn}`,
    statistic: 'Maximum',
    threshold: 1,
    treat_missing_data: 'ignore',
  };
}

/**
 * The alarms that the presets have, as the stacks `backup`, `routing` and `service` of a preset with two regions and
 * instances synthesize them, without what alarms do not refer to.
 */
export function synthesizedStacks(): PolicyStack[] {
  const primary = { role: 'primary', region: 'us-east-1' } as const;
  const dr = { role: 'dr', region: 'us-west-2' } as const;
  const consumed = (['primary', 'dr'] as const).flatMap((role) =>
    fullNames.map((key) => [
      `consume-${role}-${key}`,
      { name: `/bulkhead/qa/app-platform/${key}`, provider: `aws.${role}` },
    ]),
  );
  return [
    terraformStack(
      {
        resource: {
          aws_sns_topic: { alerts: { name: 'alerts' } },
          aws_cloudwatch_event_rule: {
            'silence_buckets-done': rule('buckets'),
            'silence_databases-done': rule('databases'),
          },
          aws_cloudwatch_metric_alarm: {
            silence_buckets: { ...silence('buckets', 86_400, 2) },
            silence_databases: { ...silence('databases', 3600, 6) },
          },
        },
      },
      { app: 'database', stack: 'backup', ...primary },
    ),
    terraformStack(
      {
        provider: {
          aws: [
            { region: 'us-east-1' },
            { alias: 'primary', region: 'us-east-1' },
            { alias: 'dr', region: 'us-west-2' },
          ],
        },
        data: { aws_ssm_parameter: Object.fromEntries(consumed) as Record<string, object> as never },
        resource: {
          aws_cloudwatch_metric_alarm: {
            primary_targets: { ...healthyTargets('primary') },
            dr_targets: { ...healthyTargets('dr') },
            primary_switch: { ...leave('primary', 'dr') },
            dr_switch: { ...leave('dr', 'primary') },
          },
        },
      },
      {
        app: 'cdn-dns',
        stack: 'routing',
        role: 'global',
        region: 'us-east-1',
        consumes: fullNames.map((key) => ({ path: `/bulkhead/qa/app-platform/${key}` })),
      },
    ),
    ...[primary, dr].map((place) =>
      cloudFormationStack(
        {
          Resources: {
            Policy: {
              Type: 'AWS::AutoScaling::ScalingPolicy',
              Properties: { AutoScalingGroupName: 'group' },
            },
            MemoryAlarm: {
              Type: 'AWS::CloudWatch::Alarm',
              Properties: {
                AlarmActions: [{ Ref: 'Policy' }],
                AlarmDescription: 'Adds instances while those there are have little memory left',
                AlarmName: 'bulkhead-qa-app-platform-memory-d37866ee',
                ComparisonOperator: 'GreaterThanOrEqualToThreshold',
                Dimensions: [{ Name: 'AutoScalingGroupName', Value: 'bulkhead-qa-app-platform-534c7e20' }],
                EvaluationPeriods: 3,
                MetricName: 'mem_used_percent',
                Namespace: 'Bulkhead/AppPlatform',
                Period: 60,
                Statistic: 'Average',
                Threshold: 75,
                TreatMissingData: 'missing',
              },
            },
          },
        },
        { app: 'app-platform', stack: 'service', ...place },
      ),
    ),
  ];
}
