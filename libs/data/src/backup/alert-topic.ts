import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic';
import { SnsTopicPolicy } from '@cdktf/provider-aws/lib/sns-topic-policy';
import { EncryptionKey } from '@bulkhead/encryption';
import { snsFromCloudWatchAlarms, snsFromEventBridge } from '@bulkhead/kms-policies';
import { snsTopicName, type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';

export interface AlertTopicProps {
  readonly nameScope: NameScope;
  readonly isProtected: boolean;
  /** Whether alarms publish to the topic too, and not only EventBridge rules. */
  readonly hearsAlarms: boolean;
}

/** The topic for problems of the backups. People subscribe to it. */
export class AlertTopic extends Construct {
  readonly topic: SnsTopic;

  constructor(scope: Construct, id: string, { nameScope, isProtected, hearsAlarms }: AlertTopicProps) {
    super(scope, id);
    const name = snsTopicName(nameScope, 'backup-alerts');
    const { key } = new EncryptionKey(this, 'encryption', {
      nameScope,
      name: ['backup-alerts'],
      encrypts: 'Alerts about backups',
      statements: [
        ...(hearsAlarms ? [snsFromCloudWatchAlarms(nameScope)] : []),
        snsFromEventBridge({ ...nameScope, topicNames: [name] }),
      ],
      isProtected,
    });
    this.topic = new SnsTopic(this, 'topic', { name, kmsMasterKeyId: key.arn });
    new SnsTopicPolicy(this, 'policy', {
      arn: this.topic.arn,
      policy: JSON.stringify(topicPolicy(nameScope, this.topic.arn, hearsAlarms)),
    });
  }
}

function topicPolicy({ region, account }: NameScope, topicArn: string, hearsAlarms: boolean) {
  const publish = { Action: 'sns:Publish', Resource: topicArn };
  return {
    Version: '2012-10-17',
    Statement: [
      ...(hearsAlarms
        ? [
            {
              Sid: 'AlarmsOfThisAccount',
              Effect: 'Allow',
              Principal: { Service: 'cloudwatch.amazonaws.com' },
              ...publish,
              Condition: {
                StringEquals: { 'aws:SourceAccount': account },
                ArnLike: { 'aws:SourceArn': `arn:aws:cloudwatch:${region}:${account}:alarm:*` },
              },
            },
          ]
        : []),
      {
        // Without a condition, since EventBridge does not tell a topic for whom it publishes. EventBridge publishes in
        // its own name only for rules of the topic's account.
        // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
        Sid: 'RulesOfThisAccount',
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        ...publish,
      },
      {
        Sid: 'TlsOnly',
        Effect: 'Deny',
        Principal: { AWS: '*' },
        ...publish,
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
  };
}
