import {
  CloudwatchMetricAlarm,
  type CloudwatchMetricAlarmConfig,
} from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { Route53HealthCheck } from '@cdktf/provider-aws/lib/route53-health-check';
import { type AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { suppress } from '@bulkhead/cdktf';
import { Construct } from 'constructs';

/** The settings of an alarm that Route 53 reads. Each of them has a counterpart in `CloudWatchAlarmConfiguration`. */
type MonitoredSettings = Required<
  Pick<
    CloudwatchMetricAlarmConfig,
    'namespace' | 'metricName' | 'comparisonOperator' | 'threshold' | 'evaluationPeriods'
  >
> & {
  readonly dimensions: Readonly<Record<string, string>>;
  /** Route 53 reads no extended statistic. */
  readonly statistic: 'Average' | 'Minimum' | 'Maximum' | 'Sum' | 'SampleCount';
};

/** Seconds. Route 53 reads no metric of a higher resolution. */
const period = 60;

export interface AlarmHealthCheckProps {
  readonly alarmName: string;
  /** Name of the check, for the console. */
  readonly name: string;
  readonly description: string;
  /** Region of the alarm. */
  readonly region: string;
  /** Provider for that region. */
  readonly provider: AwsProvider;
  readonly metric: MonitoredSettings;
  /** What CloudWatch makes of a minute without data. */
  readonly treatMissingData: 'missing' | 'ignore';
  /** What Route 53 makes of it. */
  readonly insufficientDataHealthStatus: 'Healthy' | 'Unhealthy' | 'LastKnownStatus';
  /** Whether a plan is refused that would replace the check, with the status that Route 53 remembers. @default false */
  readonly isKept?: boolean | undefined;
}

/**
 * A health check that is as the data of an alarm says. Route 53 reads the data and not the state of the alarm, so that
 * `SetAlarmState` changes nothing.
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html
 */
export class AlarmHealthCheck extends Construct {
  readonly healthCheckId: string;
  readonly alarmName: string;

  constructor(scope: Construct, id: string, props: AlarmHealthCheckProps) {
    super(scope, id);
    const { alarmName, region, metric } = props;
    const alarm = new CloudwatchMetricAlarm(this, 'alarm', {
      provider: props.provider,
      alarmName,
      alarmDescription: props.description,
      ...metric,
      dimensions: { ...metric.dimensions },
      period,
      treatMissingData: props.treatMissingData,
    });
    suppress(alarm, {
      rule: 'HIPAA.Security-CloudWatchAlarmAction',
      reason: 'Route 53 acts on it: its health check reads the data of the alarm, and moves the users.',
    });
    this.alarmName = alarm.alarmName;
    this.healthCheckId = new Route53HealthCheck(this, 'check', {
      type: 'CLOUDWATCH_METRIC',
      cloudwatchAlarmName: alarm.alarmName,
      cloudwatchAlarmRegion: region,
      insufficientDataHealthStatus: props.insufficientDataHealthStatus,
      tags: { Name: props.name },
      // Route 53 copies the settings of the alarm, and looks at them again only if the check is updated.
      // https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-updating-cloudwatch-alarm-settings.html
      triggers: monitored(metric),
      ...(props.isKept && { lifecycle: { preventDestroy: true } }),
    }).id;
  }
}

function monitored({ dimensions, ...settings }: MonitoredSettings): Record<string, string> {
  return Object.fromEntries(
    Object.entries({ ...settings, period, ...dimensions }).map(([name, value]) => [name, String(value)]),
  );
}
