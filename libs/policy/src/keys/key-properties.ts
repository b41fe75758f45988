import { type KeyUse } from './key-use';

/** A property that holds a key, and the use of the key that results. */
export interface KeyProperty extends Pick<KeyUse, 'service' | 'actions' | 'contexts'> {
  readonly path: string;
}

const dataKeys = ['kms:Decrypt', 'kms:GenerateDataKey'];
const grants = ['kms:Decrypt', 'kms:CreateGrant'];
const ofSecret = ['kms:encryptioncontext:secretarn'];

/**
 * The properties that encrypt a resource with a key, if the service uses the key in the name of its caller.
 * https://docs.aws.amazon.com/kms/latest/developerguide/service-integration.html
 */
export const keyProperties: Readonly<Record<string, readonly KeyProperty[]>> = {
  'AWS::Backup::BackupVault': [{ path: 'EncryptionKeyArn', service: 'backup', actions: dataKeys }],
  'AWS::DynamoDB::Table': [{ path: 'SSESpecification.KMSMasterKeyId', service: 'dynamodb', actions: grants }],
  'AWS::ECR::Repository': [{ path: 'EncryptionConfiguration.KmsKey', service: 'ecr', actions: grants }],
  'AWS::EFS::FileSystem': [{ path: 'KmsKeyId', service: 'elasticfilesystem', actions: grants }],
  'AWS::ElastiCache::ReplicationGroup': [{ path: 'KmsKeyId', service: 'elasticache', actions: grants }],
  'AWS::ElastiCache::ServerlessCache': [{ path: 'KmsKeyId', service: 'elasticache', actions: grants }],
  'AWS::Lambda::Function': [{ path: 'KmsKeyArn', service: 'lambda', actions: ['kms:Decrypt'] }],
  'AWS::RDS::DBCluster': [
    { path: 'KmsKeyId', service: 'rds', actions: grants },
    { path: 'MasterUserSecret.KmsKeyId', service: 'secretsmanager', actions: dataKeys, contexts: ofSecret },
    ...performanceInsights('PerformanceInsightsKmsKeyId'),
  ],
  'AWS::RDS::DBInstance': [
    { path: 'KmsKeyId', service: 'rds', actions: grants },
    { path: 'MasterUserSecret.KmsKeyId', service: 'secretsmanager', actions: dataKeys, contexts: ofSecret },
    ...performanceInsights('PerformanceInsightsKMSKeyId'),
  ],
  'AWS::S3::Bucket': [
    {
      path: 'BucketEncryption.ServerSideEncryptionConfiguration.ServerSideEncryptionByDefault.KMSMasterKeyID',
      service: 's3',
      actions: dataKeys,
    },
  ],
  'AWS::SQS::Queue': [{ path: 'KmsMasterKeyId', service: 'sqs', actions: dataKeys }],
  'AWS::SecretsManager::Secret': [
    { path: 'KmsKeyId', service: 'secretsmanager', actions: dataKeys, contexts: ofSecret },
    { path: 'ReplicaRegions.KmsKeyId', service: 'secretsmanager', actions: dataKeys, contexts: ofSecret },
  ],
};

function performanceInsights(path: string): readonly KeyProperty[] {
  const contexts = ['kms:encryptioncontext:aws:pi:service', 'kms:encryptioncontext:service'];
  return [{ path, service: 'rds', actions: dataKeys, contexts }];
}
