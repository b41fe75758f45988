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
import { type Severity } from '../watching/watch';
import { alarmText } from './alarm-text';

/** One failure that people are told of once, whichever alarms see it. */
export interface Page {
  /** Unique in a region: a part of the alarm's name. */
  readonly id: string;
  readonly severity: Severity;
  readonly means: string;
  readonly patients: string;
  readonly app: string;
  readonly runbook: string;
  /** Any of these groups is enough; of a group, every alarm has to be in ALARM. Ids of watches. */
  readonly anyOf: readonly (readonly string[])[];
}

export interface PagesProps {
  readonly nameScope: NameScope;
  readonly pages: readonly Page[];
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

/** The composite alarms that call people. */
export class Pages extends Construct {
  constructor(scope: Construct, id: string, props: PagesProps) {
    super(scope, id);
    for (const page of props.pages) this.add(page, props);
  }

  private add(
    page: Page,
    { nameScope, alarms, declared, alerts, notifications, runbookUrl }: PagesProps,
  ): void {
    const alarming = (watchId: string): IAlarmRule => {
      const alarm = alarms.get(watchId);
      if (!alarm) throw new Error(`Page ${page.id} needs an alarm ${watchId}.`);
      return AlarmRule.fromAlarm(alarm, AlarmState.ALARM);
    };
    const groups = page.anyOf.map((group) => AlarmRule.allOf(...group.map(alarming)));
    const composite = new CompositeAlarm(this, page.id, {
      compositeAlarmName: alarmName(nameScope, 'observability', page.severity, page.id),
      alarmDescription: alarmText({ ...page, runbook: runbookUrl(page.runbook) }),
      alarmRule: AlarmRule.anyOf(...groups),
      actionsSuppressor: declared,
      actionsSuppressorWaitPeriod: grace.wait,
      actionsSuppressorExtensionPeriod: grace.extension,
    });
    const action = new SnsAction(page.severity === 'page' ? alerts : notifications);
    composite.addAlarmAction(action);
    composite.addOkAction(action);
  }
}
