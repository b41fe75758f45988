import type { AccountInput } from './account';
import type { PolicyStatement } from './policy-statement';

/**
 * Lets the CloudWatch alarms of the account publish to topics encrypted with the key. The AWS managed key of SNS cannot
 * have this statement, so a topic for alarms needs a customer managed key.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export function snsFromCloudWatchAlarms({ account }: AccountInput): readonly PolicyStatement[] {
  return [
    {
      Sid: 'SnsFromCloudWatchAlarms',
      Effect: 'Allow',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      Resource: '*',
      Condition: { StringEquals: { 'aws:SourceAccount': account } },
    },
  ];
}
