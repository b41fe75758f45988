/** A property that names a key, and the switch that turns on the encryption with this key. */
export interface Encryption {
  readonly key: string;
  /** Path of the property that must be true for the key to matter. @default the key always matters */
  readonly when?: string;
}

const bucketKey = 'BucketEncryption.ServerSideEncryptionConfiguration.ServerSideEncryptionByDefault';
const masterUserSecret = { key: 'MasterUserSecret.KmsKeyId', when: 'ManageMasterUserPassword' };

/**
 * How each type that holds patient data, or leads to it, is encrypted. A single cache node cannot be encrypted, and
 * `cache-encryption` refuses it.
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
