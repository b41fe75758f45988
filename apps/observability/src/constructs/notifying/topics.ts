import { EncryptionKey } from '@bulkhead/cdk-constructs/encryption';
import { topicPolicy } from '@bulkhead/iam-policies';
import { sns, snsFromCloudWatchAlarms, snsFromEventBridge } from '@bulkhead/kms-policies';
import { type LogicalName, type NameScope, snsTopicName } from '@bulkhead/naming';
import { CfnTopic, CfnTopicPolicy } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

export interface TopicsProps {
  readonly nameScope: NameScope;
  /** The beginning of their names, if the region may have others. @default none */
  readonly of?: string;
  /** Whether rules publish, and functions by their roles, and not only alarms. */
  readonly hearsEvents: boolean;
  readonly isProtected: boolean;
}

/**
 * The two topics of a region, with one key. `alerts` is for what somebody has to act on now, `notifications` for what
 * people want to know. AWS Backup and AWS Config publish through EventBridge, whose events say more than their own
 * notifications.
 */
export class Topics extends Construct {
  readonly alerts: CfnTopic;
  readonly notifications: CfnTopic;
  readonly keyArn: string;

  constructor(scope: Construct, id: string, { nameScope, of, hearsEvents, isProtected }: TopicsProps) {
    super(scope, id);
    const { account, region } = nameScope;
    const within = (word: string): LogicalName => (of === undefined ? [word] : [of, word]);
    const topicName = (word: string) => snsTopicName(nameScope, ...within(word));
    const names = {
      Alerts: topicName('alerts'),
      Notifications: topicName('notifications'),
    };
    const { key } = new EncryptionKey(this, 'Encryption', {
      nameScope,
      name: within('alerting'),
      encrypts: 'Alerts and notifications',
      statements: [
        snsFromCloudWatchAlarms(nameScope),
        ...(hearsEvents
          ? [snsFromEventBridge({ ...nameScope, topicNames: Object.values(names) }), sns(nameScope)]
          : []),
      ],
      isProtected,
    });
    this.keyArn = key.attrArn;
    const topic = (name: keyof typeof names): CfnTopic => {
      const made = new CfnTopic(this, name, { topicName: names[name], kmsMasterKeyId: this.keyArn });
      new CfnTopicPolicy(this, `${name}Policy`, {
        topics: [made.ref],
        policyDocument: topicPolicy({
          account,
          region,
          topicArn: made.ref,
          hearsAlarms: true,
          hearsRules: hearsEvents,
        }),
      });
      return made;
    };
    this.alerts = topic('Alerts');
    this.notifications = topic('Notifications');
  }
}
