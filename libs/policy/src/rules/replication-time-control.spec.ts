import { policyResource } from '../testing';
import { bucket, logBucket, replicationRule } from './examples';
import { ruleCases } from './rule-cases';
import { replicationTimeControl } from './replication-time-control';

const replicated = (rule: object) => bucket({ ReplicationConfiguration: { Rules: [rule] } });
const unreplicated = [
  logBucket(),
  policyResource('Other', 'AWS::S3::Bucket', {
    BucketName: 'test-logs-of-logs',
    BucketEncryption: { ServerSideEncryptionConfiguration: [] },
    LoggingConfiguration: { DestinationBucketName: { Ref: 'Logs' } },
  }),
  policyResource('Selection', 'AWS::Backup::BackupSelection', {
    BackupSelection: { Resources: [{ 'Fn::GetAtt': ['Other', 'Arn'] }] },
  }),
];

ruleCases(replicationTimeControl, {
  compliant: { 'a rule of the second schema with time and metrics': bucket() },
  nonCompliant: {
    'no promise of time': replicated(replicationRule({ ReplicationTime: undefined })),
    'no metrics': replicated(replicationRule({ Metrics: undefined })),
    'another promise': replicated(
      replicationRule({ ReplicationTime: { Status: 'Enabled', Time: { Minutes: 30 } } }),
    ),
    'a rule of the first schema': replicated(replicationRule({}, { Filter: undefined, Prefix: '' })),
    'no word on delete markers': replicated(replicationRule({}, { DeleteMarkerReplication: undefined })),
    'a rule that is off': replicated(replicationRule({}, { Status: 'Disabled' })),
  },
  notApplicable: { 'a bucket that does not replicate': unreplicated },
});
