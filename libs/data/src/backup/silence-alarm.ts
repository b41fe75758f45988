import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { type BackupSettings } from '@bulkhead/config';
import { alarmName, type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';

export interface SilenceAlarmProps {
  readonly nameScope: NameScope;
  readonly settings: BackupSettings;
  readonly vaultName: string;
  readonly topicArn: string;
}

const day = 24 * 3600;

/**
 * Goes off when nothing has been backed up for two turns of the most frequent tier: a job that was never started, since
 * nothing has the tag or AWS Backup may not assume the role, fails nowhere. Without a tier that runs every day there
 * is no alarm, which looks back a week at most.
 */
export class SilenceAlarm extends Construct {
  constructor(scope: Construct, id: string, { nameScope, settings, vaultName, topicArn }: SilenceAlarmProps) {
    super(scope, id);
    const { hourly, daily } = settings;
    if (!hourly && !daily) return;
    new CloudwatchMetricAlarm(this, 'alarm', {
      alarmName: alarmName(nameScope, 'backup', 'silence'),
      alarmDescription: `Nothing was backed up to ${vaultName}: see the README of app database`,
      // https://docs.aws.amazon.com/aws-backup/latest/devguide/cloudwatch.html
      namespace: 'AWS/Backup',
      metricName: 'NumberOfBackupJobsCompleted',
      dimensions: { BackupVaultName: vaultName },
      statistic: 'Sum',
      period: hourly ? hourly.everyHours * 3600 : day,
      evaluationPeriods: 2,
      comparisonOperator: 'LessThanThreshold',
      threshold: 1,
      treatMissingData: 'breaching',
      alarmActions: [topicArn],
      okActions: [topicArn],
    });
  }
}
