import { accountRootArn, type AccountInput } from './account';
import type { PolicyStatement } from './policy-statement';

export interface CloudTrailInput extends AccountInput {
  /** ARN of the trail, built from its name: the trail needs the key, so the key must not depend on the trail. */
  readonly trailArn: string;
}

/**
 * Lets CloudTrail encrypt the log and digest files of one trail, check the key, and decrypt data for an S3 bucket key.
 * Also lets principals of the account read the files of its trails.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
 */
export function cloudTrail(input: CloudTrailInput): readonly PolicyStatement[] {
  const { account, trailArn, partition = 'aws' } = input;
  const ofTrail = { StringEquals: { 'aws:SourceArn': trailArn } };
  const ofAccount = {
    StringLike: {
      'kms:EncryptionContext:aws:cloudtrail:arn': `arn:${partition}:cloudtrail:*:${account}:trail/*`,
    },
  };
  const service = {
    Effect: 'Allow',
    Principal: { Service: 'cloudtrail.amazonaws.com' },
    Resource: '*',
  } as const;
  return [
    {
      ...service,
      Sid: 'CloudTrailEncrypt',
      Action: ['kms:GenerateDataKey*'],
      Condition: { ...ofTrail, ...ofAccount },
    },
    { ...service, Sid: 'CloudTrailDescribe', Action: ['kms:DescribeKey'], Condition: ofTrail },
    { ...service, Sid: 'CloudTrailDecrypt', Action: ['kms:Decrypt'], Condition: ofTrail },
    {
      Sid: 'CloudTrailReaders',
      Effect: 'Allow',
      Principal: { AWS: accountRootArn(input) },
      Action: ['kms:Decrypt', 'kms:ReEncryptFrom'],
      Resource: '*',
      Condition: { StringEquals: { 'kms:CallerAccount': account }, ...ofAccount },
    },
  ];
}
