import { policyResource } from '../testing';
import { account } from './examples';
import { ruleCases } from './rule-cases';
import { backupCopyTarget } from './backup-copy-target';

const copyingTo = (region: string, own?: string) =>
  policyResource(
    'Plan',
    'AWS::Backup::BackupPlan',
    {
      BackupPlan: {
        BackupPlanRule: [
          {
            CopyActions: [
              { DestinationBackupVaultArn: `arn:aws:backup:${region}:${account}:backup-vault:test` },
            ],
          },
        ],
      },
    },
    { region: own },
  );

ruleCases(backupCopyTarget, {
  compliant: {
    'a vault of another region': [copyingTo('us-west-2')],
    "a vault in its stack's region, of a plan elsewhere": [copyingTo('us-east-1', 'us-west-2')],
  },
  nonCompliant: {
    'a vault of the same region': [copyingTo('us-east-1')],
    'a vault beside a plan elsewhere than its stack': [copyingTo('us-west-2', 'us-west-2')],
  },
  notApplicable: { 'a plan without copies': [policyResource('Plan', 'AWS::Backup::BackupPlan')] },
});
