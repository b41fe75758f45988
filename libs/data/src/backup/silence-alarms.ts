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
 * For how long it may be that nothing is backed up, in seconds: of an instance of RDS AWS Backup starts no job in its
 * window for backups or for maintenance, nor in the hour before, and on one day of the week one follows the other. Aurora
 * is exempt.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/plan-options-and-configuration.html
 */
const longestPause = 6 * hour;

/**
 * Go off when nothing of a kind has been backed up for two turns of its most frequent tier and six hours: a job that was never started,
 * since nothing has the tag or AWS Backup may not assume the role, fails nowhere. There is an alarm for each kind that the
 * environment has, so that none is silent behind the others, and none without a tier that runs every day: an alarm looks
 * back a week at most.
 *
 * What is counted is the events of jobs that are complete, which say both the vault and the type. The metrics of AWS
 * Backup are not known to be published by both at once, and by type alone they are of the whole account.
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
      // Without a target: it is there to be counted.
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
 * How often a job of a kind completes at least, in seconds, or undefined where that is not every day. What is backed up
 * continuously has one recovery point that goes on: its most frequent tier promises no job an hour.
 */
function periodOf({ isContinuous }: ProtectedKind, settings: BackupSettings): number | undefined {
  const { hourly, daily, continuous } = settings;
  if (hourly && !(isContinuous && continuous)) return hourly.everyHours * hour;
  return (daily ?? hourly) ? day : undefined;
}
