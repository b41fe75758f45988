import { policyResource } from '../testing';
import { ruleCases } from './rule-cases';
import { backupPointInTime } from './backup-point-in-time';

const plan = (rule: object) =>
  policyResource('Plan', 'AWS::Backup::BackupPlan', { BackupPlan: { BackupPlanRule: [rule] } });

ruleCases(backupPointInTime, {
  compliant: { 'five weeks': [plan({ EnableContinuousBackup: true, Lifecycle: { DeleteAfterDays: 35 } })] },
  nonCompliant: {
    'a year': [plan({ EnableContinuousBackup: true, Lifecycle: { DeleteAfterDays: 365 } })],
    'for ever': [plan({ EnableContinuousBackup: true })],
  },
  notApplicable: { 'snapshots only': [plan({ Lifecycle: { DeleteAfterDays: 365 } })] },
});
