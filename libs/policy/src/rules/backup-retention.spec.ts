import { policyEnvironment, policyResource, policyStack } from '../testing';
import { cluster } from './examples';
import { ruleCases } from './rule-cases';
import { backupRetention } from './backup-retention';

ruleCases(backupRetention, {
  compliant: { 'a week': cluster(), 'thirty-five days': cluster({ BackupRetentionPeriod: 35 }) },
  nonCompliant: {
    'one day': cluster({ BackupRetentionPeriod: 1 }),
    'more than RDS keeps': cluster({ BackupRetentionPeriod: 36 }),
    'backups that go with the cluster': policyEnvironment([
      policyStack(cluster({ DeleteAutomatedBackups: true })),
    ]),
  },
  notApplicable: {
    'an instance of a cluster': [
      policyResource('Instance', 'AWS::RDS::DBInstance', { DBClusterIdentifier: { Ref: 'Cluster' } }),
    ],
  },
});
