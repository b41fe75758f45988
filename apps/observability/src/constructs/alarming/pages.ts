import { alarmName, type NameScope } from '@bulkhead/naming';
import {
  AlarmRule,
  AlarmState,
  CompositeAlarm,
  type IAlarm,
  type IAlarmRule,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { type ITopic } from 'aws-cdk-lib/aws-sns';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { type Failure } from '../watching/watched-region';
import { alarmText } from './alarm-text';

export interface PagesProps {
  readonly nameScope: NameScope;
  readonly failures: readonly Failure[];
  readonly alarms: ReadonlyMap<string, IAlarm>;
  /** While this alarm is in ALARM, nobody is called. */
  readonly declared: IAlarm;
  readonly alerts: ITopic;
  readonly notifications: ITopic;
  readonly runbookUrl: (heading: string) => string;
}

/**
 * How long a page waits for the alarm that would suppress it, and how long after the end of that alarm it still waits:
 * both alarms see the same minute, but not at the same second.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-suppression.html
 */
const grace = { wait: Duration.minutes(1), extension: Duration.minutes(5) };

/** The name of the composite alarm for a failure. */
export function failureAlarmName(
  nameScope: NameScope,
  { severity, id }: Pick<Failure, 'severity' | 'id'>,
): string {
  return alarmName(nameScope, 'observability', severity, id);
}

/** A composite alarm for each failure: people are told of it once, whichever alarms see it. */
export class Pages extends Construct {
  constructor(scope: Construct, id: string, props: PagesProps) {
    super(scope, id);
    for (const failure of props.failures) this.add(failure, props);
  }

  private add(
    failure: Failure,
    { nameScope, alarms, declared, alerts, notifications, runbookUrl }: PagesProps,
  ): void {
    const alarming = (watchId: string): IAlarmRule => {
      const alarm = alarms.get(watchId);
      if (!alarm) throw new Error(`Failure ${failure.id} needs an alarm ${watchId}.`);
      return AlarmRule.fromAlarm(alarm, AlarmState.ALARM);
    };
    const groups = failure.anyOf.map((group) => AlarmRule.allOf(...group.map(alarming)));
    const composite = new CompositeAlarm(this, failure.id, {
      compositeAlarmName: failureAlarmName(nameScope, failure),
      alarmDescription: alarmText({ ...failure, runbook: runbookUrl(failure.runbook) }),
      alarmRule: AlarmRule.anyOf(...groups),
      actionsSuppressor: declared,
      actionsSuppressorWaitPeriod: grace.wait,
      actionsSuppressorExtensionPeriod: grace.extension,
    });
    const action = new SnsAction(failure.severity === 'page' ? alerts : notifications);
    composite.addAlarmAction(action);
    composite.addOkAction(action);
  }
}
