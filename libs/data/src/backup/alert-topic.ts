import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic';
import { SnsTopicPolicy } from '@cdktf/provider-aws/lib/sns-topic-policy';
import { EncryptionKey } from '@bulkhead/encryption';
import { topicPolicy } from '@bulkhead/iam-policies';
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
    const { account, region } = nameScope;
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
      policy: JSON.stringify(topicPolicy({ account, region, topicArn: this.topic.arn, hearsAlarms })),
    });
  }
}
