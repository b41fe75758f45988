import { type PolicyResource } from '../model/policy-resource';
import { policyEnvironment, policyResource, policyStack } from '../testing';
import { account, bucket, cluster, fileSystem, globalCluster } from './examples';
import { ruleCases } from './rule-cases';
import { replicationPath } from './replication-path';

const withDr = (resources: readonly PolicyResource[]) =>
  policyEnvironment([policyStack(resources), policyStack([], { role: 'dr', region: 'us-west-2' })], {
    protected: false,
  });
const copies = (region: string) => [
  policyResource('Selection', 'AWS::Backup::BackupSelection', { BackupSelection: { Resources: ['*'] } }),
  policyResource('Plan', 'AWS::Backup::BackupPlan', {
    BackupPlan: {
      BackupPlanRule: [
        {
          CopyActions: [
            { DestinationBackupVaultArn: `arn:aws:backup:${region}:${account}:backup-vault:test` },
          ],
        },
      ],
    },
  }),
];

ruleCases(replicationPath, {
  compliant: {
    'a cluster of a global database': withDr(globalCluster()),
    'a bucket that replicates': withDr(bucket()),
    'a file system that a plan copies': withDr([...fileSystem(), ...copies('us-west-2')]),
  },
  nonCompliant: {
    'a cluster that stands alone': withDr(cluster()),
    'a file system of which nothing is copied': withDr(fileSystem()),
  },
  notApplicable: { 'an environment without a DR region': cluster() },
});
