import { policyEnvironment, policyResource, policyStack } from '../testing';
import { bucket, cluster, fileSystem, logBucket } from './examples';
import { ruleCases } from './rule-cases';
import { backupCoverage } from './backup-coverage';

const unsaved = fileSystem({ BackupPolicy: undefined, FileSystemTags: [{ Key: 'backup', Value: 'daily' }] });
const selection = (BackupSelection: object) =>
  policyResource('Selection', 'AWS::Backup::BackupSelection', { BackupSelection });
const byTag = (ConditionValue: string) => ({
  ListOfTags: [{ ConditionType: 'STRINGEQUALS', ConditionKey: 'backup', ConditionValue }],
});

ruleCases(backupCoverage, {
  compliant: {
    'a cluster with backups of its own': cluster(),
    'a bucket with versions and a replica': bucket(),
    'a file system that a selection names': [
      ...unsaved,
      selection({ Resources: [{ 'Fn::GetAtt': ['Files', 'Arn'] }] }),
    ],
    'a file system of a selected kind': [
      ...unsaved,
      selection({ Resources: ['arn:aws:elasticfilesystem:*:*:file-system/*'] }),
    ],
    'a file system with a selected tag': [...unsaved, selection(byTag('daily'))],
    'a file system of a selected kind, region and tag': [
      ...unsaved,
      selection({
        Resources: ['arn:aws:elasticfilesystem:us-east-1:111122223333:file-system/*'],
        Conditions: {
          StringEquals: [{ ConditionKey: 'aws:ResourceTag/backup', ConditionValue: 'daily' }],
        },
      }),
    ],
    'a selection of another stack': policyEnvironment(
      [policyStack(unsaved), policyStack([selection(byTag('daily'))], { stack: 'backup' })],
      { protected: false },
    ),
  },
  nonCompliant: {
    'a file system that nothing selects': unsaved,
    'a file system with another tag': [...unsaved, selection(byTag('weekly'))],
    'a file system of a selected kind that lacks one of the tags': [
      ...unsaved,
      selection({
        Resources: ['arn:aws:elasticfilesystem:us-east-1:111122223333:file-system/*'],
        Conditions: {
          StringEquals: [
            { ConditionKey: 'aws:ResourceTag/backup', ConditionValue: 'daily' },
            { ConditionKey: 'aws:ResourceTag/environment', ConditionValue: 'test' },
          ],
        },
      }),
    ],
    'a file system that a selection leaves out': [
      ...unsaved,
      selection({ Resources: ['*'], NotResources: [{ 'Fn::GetAtt': ['Files', 'Arn'] }] }),
    ],
    'a selection of another region': policyEnvironment(
      [
        policyStack(unsaved),
        policyStack([selection(byTag('daily'))], { stack: 'backup', region: 'eu-west-1' }),
      ],
      { protected: false },
    ),
    'a bucket with neither': [logBucket()],
  },
  notApplicable: {
    'an instance of a cluster': [
      policyResource('Instance', 'AWS::RDS::DBInstance', { DBClusterIdentifier: { Ref: 'Cluster' } }),
    ],
  },
});
