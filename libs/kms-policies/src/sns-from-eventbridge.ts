import type { RegionalInput } from './account';
import type { PolicyStatement } from './policy-statement';

export interface SnsFromEventBridgeInput extends RegionalInput {
  /** Names of the topics that rules publish to. @default every topic of the account in the region */
  readonly topicNames?: readonly string[];
}

/**
 * Lets EventBridge rules publish to topics encrypted with the key. Narrowed by the topic, which SNS
 * puts into the encryption context, because EventBridge sends neither `aws:SourceAccount` nor
 * `aws:SourceArn` on its way to an encrypted topic and a condition on them drops every event.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export function snsFromEventBridge(input: SnsFromEventBridgeInput): readonly PolicyStatement[] {
  const { account, region, partition = 'aws', topicNames = ['*'] } = input;
  const topicArns = topicNames.map((name) => `arn:${partition}:sns:${region}:${account}:${name}`);
  return [
    {
      Sid: 'SnsFromEventBridge',
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      Resource: '*',
      Condition: { ArnLike: { 'kms:EncryptionContext:aws:sns:topicArn': topicArns } },
    },
  ];
}
