import { suppress } from '@bulkhead/cdk';
import { alarmName, type NameScope } from '@bulkhead/naming';
import {
  Alarm,
  type CfnAlarm,
  ComparisonOperator,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';

/** The metric with which somebody says that a drill or a deployment takes place. */
export const declaredMetric = { namespace: 'Bulkhead/Operations', name: 'Declared' };

/**
 * In ALARM while somebody says that a drill or a deployment takes place, and four minutes longer, since CloudWatch looks
 * two data points further back than it evaluates: nobody can forget to end it.
 */
export class Declared extends Construct {
  readonly alarm: Alarm;

  constructor(scope: Construct, id: string, { nameScope }: { readonly nameScope: NameScope }) {
    super(scope, id);
    this.alarm = new Alarm(this, 'Alarm', {
      alarmName: alarmName(nameScope, 'observability', 'declared'),
      alarmDescription: 'A drill or a deployment takes place: nobody is called',
      metric: new Metric({
        namespace: declaredMetric.namespace,
        metricName: declaredMetric.name,
        dimensionsMap: { Environment: nameScope.environment },
        statistic: 'Maximum',
        period: Duration.minutes(1),
      }),
      threshold: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 3,
      datapointsToAlarm: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    suppress(this.alarm.node.defaultChild as CfnAlarm, {
      rule: 'HIPAA.Security-CloudWatchAlarmAction',
      reason: 'It tells nobody: it keeps other alarms from calling people.',
    });
  }
}
