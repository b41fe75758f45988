import { policyEnvironment, policyResource, policyStack } from '../testing';
import { account, arnOf, bucket, logBucket, replicationRule } from './examples';
import { ruleCases } from './rule-cases';
import { replicationOfEncryptedObjects } from './replication-of-encrypted-objects';

const replicated = (rule: object) => bucket({ ReplicationConfiguration: { Rules: [rule] } });
const replica = [
  logBucket({ BucketName: 'test-replica' }),
  policyResource('Selection', 'AWS::Backup::BackupSelection', { BackupSelection: { Resources: ['*'] } }),
];

ruleCases(replicationOfEncryptedObjects, {
  compliant: { 'a rule that selects them, with a key of the destination': bucket() },
  nonCompliant: {
    'encrypted objects left out': replicated(replicationRule({}, { SourceSelectionCriteria: undefined })),
    'no key of the destination': replicated(replicationRule({ EncryptionConfiguration: undefined })),
    'the key of the source': replicated(
      replicationRule({ EncryptionConfiguration: { ReplicaKmsKeyID: arnOf('DataKey') } }),
    ),
    'a key of a third region': policyEnvironment(
      [
        policyStack(
          replicated(
            replicationRule({
              EncryptionConfiguration: { ReplicaKmsKeyID: `arn:aws:kms:eu-west-1:${account}:key/1` },
            }),
          ),
        ),
        policyStack(replica, { region: 'us-west-2', role: 'dr' }),
      ],
      { protected: false },
    ),
  },
});
