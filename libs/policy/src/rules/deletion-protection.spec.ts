import { policyEnvironment, policyResource, policyStack } from '../testing';
import { cluster } from './examples';
import { ruleCases } from './rule-cases';
import { deletionProtection } from './deletion-protection';

const environment = (DeletionProtection: boolean) =>
  policyEnvironment([policyStack(cluster({ DeletionProtection }))]);

ruleCases(deletionProtection, {
  compliant: { 'a cluster that refuses': environment(true) },
  nonCompliant: {
    'a cluster that can be deleted': environment(false),
    'a table of two regions that can be deleted in one': policyEnvironment([
      policyStack([
        policyResource(
          'Table',
          'AWS::DynamoDB::GlobalTable',
          {
            Replicas: [true, false].map((DeletionProtectionEnabled) => ({
              DeletionProtectionEnabled,
              SSESpecification: { KMSMasterKeyId: 'arn:aws:kms:us-east-1:111122223333:key/1' },
            })),
            Tags: [{ Key: 'backup', Value: 'daily' }],
          },
          { deletionPolicy: 'Retain' },
        ),
        policyResource('Selection', 'AWS::Backup::BackupSelection', {
          BackupSelection: {
            ListOfTags: [{ ConditionType: 'STRINGEQUALS', ConditionKey: 'backup', ConditionValue: 'daily' }],
          },
        }),
      ]),
    ]),
    'a global database that can be deleted': policyEnvironment([
      policyStack([policyResource('Global', 'AWS::RDS::GlobalCluster', {}, { deletionPolicy: 'Retain' })]),
    ]),
  },
  notApplicable: { 'an environment that is not protected': cluster({ DeletionProtection: false }) },
});
