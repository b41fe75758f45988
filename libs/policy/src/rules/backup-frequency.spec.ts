import { policyResource } from '../testing';
import { ruleCases } from './rule-cases';
import { backupFrequency } from './backup-frequency';

const plan = (rule: object) =>
  policyResource('Plan', 'AWS::Backup::BackupPlan', { BackupPlan: { BackupPlanRule: [rule] } });

ruleCases(backupFrequency, {
  compliant: {
    'every hour': [plan({ ScheduleExpression: 'cron(0 * * * ? *)' })],
    'every hour, by a rate': [plan({ ScheduleExpression: 'rate(60 minutes)' })],
  },
  nonCompliant: {
    'every quarter of an hour': [plan({ ScheduleExpression: 'cron(0/15 * * * ? *)' })],
    'every ten minutes': [plan({ ScheduleExpression: 'rate(10 minutes)' })],
  },
});
