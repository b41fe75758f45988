import { type PolicyResource } from '../model/policy-resource';

/** Types that hold data of patients, or would if the platform used them. */
export const dataStoreTypes = [
  'AWS::DynamoDB::Table',
  'AWS::EFS::FileSystem',
  'AWS::ElastiCache::ReplicationGroup',
  'AWS::RDS::DBCluster',
  'AWS::RDS::DBInstance',
  'AWS::S3::Bucket',
];

/** True for an instance of a cluster: the cluster holds the data. */
export function isClusterInstance({ type, properties }: PolicyResource): boolean {
  return type === 'AWS::RDS::DBInstance' && properties['DBClusterIdentifier'] !== undefined;
}
