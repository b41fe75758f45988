import { CloudwatchLogMetricFilter } from '@cdktf/provider-aws/lib/cloudwatch-log-metric-filter';
import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { alarmName } from '@bulkhead/naming';
import { Construct } from 'constructs';
import { alarmDescription } from '../alarm-description';
import { type AuditScope, topicOf, type Topics } from '../audit-scope';
import { cisFilters } from './cis-filters';

export interface FilterAlarmsProps extends AuditScope {
  readonly topics: Topics;
  /** Log group with the events of the trail of all regions. */
  readonly logGroupName: string;
}

/** The window in which events are counted, in seconds: CloudTrail delivers an event after about five minutes. */
const period = 300;

/**
 * Counts the events of the CIS benchmark in the log of the trail, with an alarm each (P2.10). A filter publishes nothing
 * if nothing matches, so that missing data means that all is well.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/MonitoringLogData.html
 */
export class FilterAlarms extends Construct {
  constructor(scope: Construct, id: string, props: FilterAlarmsProps) {
    super(scope, id);
    const { nameScope, owner, topics, logGroupName } = props;
    const namespace = `Bulkhead/${nameScope.environment}/Audit`;
    for (const { name, control, says, pattern, threshold = 1, ...meaning } of cisFilters) {
      new CloudwatchLogMetricFilter(this, `${name}-filter`, {
        name: alarmName(nameScope, 'audit', name),
        logGroupName,
        pattern,
        metricTransformation: { namespace, name, value: '1' },
      });
      new CloudwatchMetricAlarm(this, `${name}-alarm`, {
        alarmName: alarmName(nameScope, 'audit', name),
        alarmDescription: alarmDescription(`${says} (CIS ${control}).`, owner, meaning),
        namespace,
        metricName: name,
        statistic: 'Sum',
        period,
        evaluationPeriods: 1,
        comparisonOperator: 'GreaterThanOrEqualToThreshold',
        threshold,
        treatMissingData: 'notBreaching',
        alarmActions: [topicOf(meaning.severity, topics)],
      });
    }
  }
}
