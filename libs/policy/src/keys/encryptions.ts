/** A property that names a key, and the switch that turns on what the key is for. */
export interface Encryption {
  readonly key: string;
  /** Path of what must be true for the key to matter. @default it always does */
  readonly when?: string;
}

const bucketKey = 'BucketEncryption.ServerSideEncryptionConfiguration.ServerSideEncryptionByDefault';
const masterUserSecret = { key: 'MasterUserSecret.KmsKeyId', when: 'ManageMasterUserPassword' };

/**
 * How types are encrypted that hold patient data or lead to it. A single node of a cache cannot be, which
 * `cache-encryption` refuses.
 */
export const encryptions: Readonly<Record<string, readonly Encryption[]>> = {
  'AWS::Backup::BackupVault': [{ key: 'EncryptionKeyArn' }],
  'AWS::DocDB::DBCluster': [{ key: 'KmsKeyId' }],
  'AWS::DynamoDB::GlobalTable': [{ key: 'Replicas.SSESpecification.KMSMasterKeyId' }],
  'AWS::DynamoDB::Table': [{ key: 'SSESpecification.KMSMasterKeyId' }],
  'AWS::EC2::Volume': [{ key: 'KmsKeyId' }],
  'AWS::EFS::FileSystem': [{ key: 'KmsKeyId' }],
  'AWS::ElastiCache::ReplicationGroup': [{ key: 'KmsKeyId' }],
  'AWS::ElastiCache::ServerlessCache': [{ key: 'KmsKeyId' }],
  'AWS::FSx::FileSystem': [{ key: 'KmsKeyId' }],
  'AWS::MemoryDB::Cluster': [{ key: 'KmsKeyId' }],
  'AWS::Neptune::DBCluster': [{ key: 'KmsKeyId' }],
  'AWS::OpenSearchService::Domain': [{ key: 'EncryptionAtRestOptions.KmsKeyId' }],
  'AWS::RDS::DBCluster': [
    { key: 'KmsKeyId' },
    masterUserSecret,
    { key: 'PerformanceInsightsKmsKeyId', when: 'PerformanceInsightsEnabled' },
  ],
  'AWS::RDS::DBInstance': [
    { key: 'KmsKeyId', when: 'StorageEncrypted' },
    masterUserSecret,
    { key: 'PerformanceInsightsKMSKeyId', when: 'EnablePerformanceInsights' },
  ],
  'AWS::Redshift::Cluster': [{ key: 'KmsKeyId' }],
  'AWS::S3::Bucket': [{ key: `${bucketKey}.KMSMasterKeyID`, when: `${bucketKey}.SSEAlgorithm` }],
  'AWS::S3Express::DirectoryBucket': [
    { key: `${bucketKey}.KMSMasterKeyID`, when: `${bucketKey}.SSEAlgorithm` },
  ],
  'AWS::SNS::Topic': [{ key: 'KmsMasterKeyId' }],
  'AWS::SQS::Queue': [{ key: 'KmsMasterKeyId' }],
  'AWS::SecretsManager::Secret': [{ key: 'KmsKeyId' }],
};
