import type { RegionalInput } from './account';
import type { PolicyStatement } from './policy-statement';

export interface SnsFromEventBridgeInput extends RegionalInput {
  /** Names of the topics that rules publish to. @default every topic of the account in the region */
  readonly topicNames?: readonly string[];
}

/**
 * Lets EventBridge rules publish to topics encrypted with the key. The condition is on the topic, which SNS adds to the
 * encryption context. For an encrypted topic, EventBridge sends neither `aws:SourceAccount` nor `aws:SourceArn`: a
 * condition on them would drop every event.
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
