import type { AccountInput } from './account';
import type { PolicyStatement } from './policy-statement';

/**
 * Lets AWS Config of the account deliver to a bucket and notify a topic, both encrypted with the key.
 * https://docs.aws.amazon.com/config/latest/developerguide/s3-kms-key-policy.html
 */
export function awsConfig({ account }: AccountInput): readonly PolicyStatement[] {
  return [
    {
      Sid: 'AwsConfig',
      Effect: 'Allow',
      Principal: { Service: 'config.amazonaws.com' },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      Resource: '*',
      Condition: { StringEquals: { 'aws:SourceAccount': account } },
    },
  ];
}
