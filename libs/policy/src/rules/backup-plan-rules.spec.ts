import { policyResource } from '../testing';
import { ruleCases } from './rule-cases';
import { backupPlanRules } from './backup-plan-rules';

const plan = (rule: object) =>
  policyResource('Plan', 'AWS::Backup::BackupPlan', { BackupPlan: { BackupPlanRule: [rule] } });

ruleCases(backupPlanRules, {
  compliant: {
    'every hour, for a month': [
      plan({ ScheduleExpression: 'cron(0 * * * ? *)', Lifecycle: { DeleteAfterDays: 30 } }),
    ],
    'ninety further days in cold storage': [
      plan({ Lifecycle: { MoveToColdStorageAfterDays: 30, DeleteAfterDays: 120 } }),
    ],
    'point-in-time recovery for five weeks': [
      plan({ EnableContinuousBackup: true, Lifecycle: { DeleteAfterDays: 35 } }),
    ],
  },
  nonCompliant: {
    'every quarter of an hour': [plan({ ScheduleExpression: 'cron(0/15 * * * ? *)' })],
    'a month in cold storage': [plan({ Lifecycle: { MoveToColdStorageAfterDays: 30, DeleteAfterDays: 60 } })],
    'a copy that is a month in cold storage': [
      plan({ CopyActions: [{ Lifecycle: { MoveToColdStorageAfterDays: 30, DeleteAfterDays: 60 } }] }),
    ],
    'point-in-time recovery for a year': [
      plan({ EnableContinuousBackup: true, Lifecycle: { DeleteAfterDays: 365 } }),
    ],
  },
});
