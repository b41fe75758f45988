import { isText, isTrue, valueAt, valuesAt } from '../reading/properties';
import { type PolicyResource } from '../model/policy-resource';
import { resourceRule } from './resource-rule';

/** A property that names a key, and the switch that turns on what the key is for. */
interface Encryption {
  readonly key: string;
  /** Path of what must be true for the key to matter. @default it always does */
  readonly when?: string;
}

const bucketKey = 'BucketEncryption.ServerSideEncryptionConfiguration.ServerSideEncryptionByDefault';
const masterUserSecret = { key: 'MasterUserSecret.KmsKeyId', when: 'ManageMasterUserPassword' };

/** What holds patient data or leads to it. cdk-nag asks for encryption, and for a key of log groups and secrets. */
const encryptions: Readonly<Record<string, readonly Encryption[]>> = {
  'AWS::Backup::BackupVault': [{ key: 'EncryptionKeyArn' }],
  'AWS::DynamoDB::Table': [{ key: 'SSESpecification.KMSMasterKeyId' }],
  'AWS::EFS::FileSystem': [{ key: 'KmsKeyId' }],
  'AWS::ElastiCache::ReplicationGroup': [{ key: 'KmsKeyId' }],
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
  'AWS::S3::Bucket': [{ key: `${bucketKey}.KMSMasterKeyID`, when: `${bucketKey}.SSEAlgorithm` }],
  'AWS::SNS::Topic': [{ key: 'KmsMasterKeyId' }],
  'AWS::SQS::Queue': [{ key: 'KmsMasterKeyId' }],
  'AWS::SecretsManager::Secret': [{ key: 'KmsKeyId' }],
};

/** Data is encrypted with keys whose policy is ours: the policy of a key managed by AWS lets in the whole account. */
export const customerManagedKeys = resourceRule({
  id: 'customer-managed-keys',
  title: 'Whatever holds data is encrypted with a key of our own.',
  controls: ['164.312(a)(1)', '164.312(a)(2)(iv)', '164.312(e)(2)(ii)'],
  types: Object.keys(encryptions),
  judge: ({ type, properties }) => {
    const relevant = encryptions[type]?.filter(({ when }) => isOn(properties, when)) ?? [];
    if (relevant.length === 0) return 'not-applicable';
    return relevant
      .filter(({ key }) => valuesAt(properties, key).length === 0 || isOfAws(valueAt(properties, key)))
      .map(({ key }) => `${key} names no key of our own.`);
  },
});

/** Buckets encrypted by S3's own key are for logs, which cannot be delivered to any other kind. */
function isOn(properties: PolicyResource['properties'], when: string | undefined): boolean {
  if (when === undefined) return true;
  const value = valueAt(properties, when);
  return isTrue(value) || value === 'aws:kms' || value === 'aws:kms:dsse';
}

function isOfAws(key: unknown): boolean {
  return isText(key) && /(^|:)alias\/aws\//.test(key);
}
