import { isClusterInstance } from '../reading/data-stores';
import { resourceRule, unless } from './resource-rule';

const survives: Readonly<Record<string, readonly string[]>> = {
  'AWS::Backup::BackupVault': [],
  'AWS::CloudTrail::Trail': [],
  'AWS::DynamoDB::Table': [],
  'AWS::EFS::FileSystem': [],
  'AWS::ElastiCache::ReplicationGroup': ['Snapshot'],
  'AWS::KMS::Key': [],
  'AWS::Logs::LogGroup': [],
  'AWS::RDS::DBCluster': ['Snapshot'],
  'AWS::RDS::DBInstance': ['Snapshot'],
  'AWS::RDS::GlobalCluster': [],
  'AWS::S3::Bucket': [],
  'AWS::SecretsManager::Secret': [],
};

/** In a protected environment no deploy takes away data, the keys that it is encrypted with, or the audit trail. */
export const statefulResourcesRetained = resourceRule({
  id: 'stateful-resources-retained',
  title: 'Data, keys and logs of a protected environment survive when they leave their stack.',
  controls: ['164.308(a)(7)(i)', '164.308(a)(7)(ii)(A)', '164.312(c)(1)'],
  types: Object.keys(survives),
  judge: (resource, { environment }) => {
    if (!environment.protected || isClusterInstance(resource)) return 'not-applicable';
    const allowed = ['Retain', 'RetainExceptOnCreate', ...(survives[resource.type] ?? [])];
    return unless(
      allowed.includes(resource.deletionPolicy ?? 'Delete'),
      `It is deleted with its stack: DeletionPolicy ${allowed.join(' or ')}; prevent_destroy in Terraform.`,
    );
  },
});
