import { policyResource } from '../testing';
import { ruleCases } from './rule-cases';
import { backupColdStorage } from './backup-cold-storage';

const plan = (rule: object) =>
  policyResource('Plan', 'AWS::Backup::BackupPlan', { BackupPlan: { BackupPlanRule: [rule] } });

ruleCases(backupColdStorage, {
  compliant: {
    'ninety further days': [plan({ Lifecycle: { MoveToColdStorageAfterDays: 30, DeleteAfterDays: 120 } })],
  },
  nonCompliant: {
    'a month in cold storage': [plan({ Lifecycle: { MoveToColdStorageAfterDays: 30, DeleteAfterDays: 60 } })],
    'a copy that is a month in cold storage': [
      plan({ CopyActions: [{ Lifecycle: { MoveToColdStorageAfterDays: 30, DeleteAfterDays: 60 } }] }),
    ],
  },
});
