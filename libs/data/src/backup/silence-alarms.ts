import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule';
import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { type BackupSettings, type Environment } from '@bulkhead/config';
import { alarmName, eventRuleName, type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';
import { type ProtectedKind, protectedKinds } from './protected-kinds';
import { vaultArn } from './vault-identity';

export interface SilenceAlarmsProps {
  readonly environment: Environment;
  readonly nameScope: NameScope;
  readonly settings: BackupSettings;
  readonly topicArn: string;
}

const hour = 3600;
const day = 24 * hour;

/**
 * The longest normal time without a backup, in seconds. AWS Backup starts no job for an RDS instance in the instance's
 * windows for backup and maintenance, nor in the hour before each. On one day of the week, one window follows the
 * other. Aurora is exempt.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/plan-options-and-configuration.html
 */
const longestPause = 6 * hour;

/**
 * Alarms if a kind has had no backup for two turns of its most frequent tier plus six hours. A job that never starts
 * does not fail: maybe no resource has the tag, or AWS Backup may not assume the role. Each kind of the environment has
 * its own alarm, so that no kind hides a silent one. A kind without a daily or more frequent tier has no alarm: an
 * alarm looks back a week at most.
 *
 * The alarms count the events of completed jobs, which contain both the vault and the type. AWS does not document a
 * metric of AWS Backup with both, and metrics by type alone cover the whole account.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/eventbridge.html
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html
 */
export class SilenceAlarms extends Construct {
  constructor(scope: Construct, id: string, props: SilenceAlarmsProps) {
    super(scope, id);
    const { environment, nameScope, settings, topicArn } = props;
    for (const kind of protectedKinds) {
      const period = periodOf(kind, settings);
      if (!period || !environment.apps.database?.[kind.stack]) continue;
      // Without a target: the rule exists only so that its events are counted.
      const { name } = new CloudwatchEventRule(this, `${kind.name}-done`, {
        name: eventRuleName(nameScope, 'backup', `${kind.name}-done`),
        description: `AWS Backup backed up ${kind.name} of environment ${nameScope.environment}`,
        eventPattern: JSON.stringify({
          source: ['aws.backup'],
          'detail-type': ['Backup Job State Change'],
          detail: {
            state: ['COMPLETED'],
            resourceType: Object.keys(kind.types),
            backupVaultArn: [vaultArn(nameScope)],
          },
        }),
      });
      new CloudwatchMetricAlarm(this, kind.name, {
        alarmName: alarmName(nameScope, 'backup', 'silence', kind.name),
        alarmDescription: `Of ${kind.name} nothing was backed up: see the README of app database`,
        namespace: 'AWS/Events',
        metricName: 'TriggeredRules',
        dimensions: { RuleName: name },
        statistic: 'Sum',
        period,
        evaluationPeriods: Math.max(2, Math.ceil(longestPause / period)),
        comparisonOperator: 'LessThanThreshold',
        threshold: 1,
        treatMissingData: 'breaching',
        alarmActions: [topicArn],
        okActions: [topicArn],
      });
    }
  }
}

/**
 * The longest time between two completed jobs of a kind, in seconds; undefined if it is longer than a day. A continuous
 * backup has one recovery point that grows, so its most frequent tier does not complete a job every hour.
 */
function periodOf({ isContinuous }: ProtectedKind, settings: BackupSettings): number | undefined {
  const { hourly, daily, continuous } = settings;
  if (hourly && !(isContinuous && continuous)) return hourly.everyHours * hour;
  return (daily ?? hourly) ? day : undefined;
}
