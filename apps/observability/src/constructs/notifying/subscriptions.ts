import { type MonitoringSettings } from '@bulkhead/config';
import { assumedByService } from '@bulkhead/iam-policies';
import { iamRoleName, type LogicalName, type NameScope } from '@bulkhead/naming';
import { CfnSlackChannelConfiguration } from 'aws-cdk-lib/aws-chatbot';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { CfnSubscription } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

export interface SubscriptionsProps {
  readonly nameScope: NameScope;
  readonly settings: Pick<MonitoringSettings, 'alerts' | 'notifications' | 'chat'>;
  readonly alertsTopicArn: string;
  readonly notificationsTopicArn: string;
  /** A word for the channel's configuration, if the region may have another one. @default none */
  readonly of?: string;
}

/** Who hears of what. A new subscriber by email or HTTPS gets a message first, and has to confirm it. */
export class Subscriptions extends Construct {
  constructor(scope: Construct, id: string, props: SubscriptionsProps) {
    super(scope, id);
    const { nameScope, settings, alertsTopicArn, notificationsTopicArn, of } = props;
    const name: LogicalName = of === undefined ? ['chat'] : [of, 'chat'];
    const subscribe = (topic: string, topicArn: string, to: MonitoringSettings['alerts']): void => {
      const endpoints = [
        ...to.emails.map((endpoint) => ({ protocol: 'email', endpoint })),
        ...to.urls.map((endpoint) => ({ protocol: 'https', endpoint })),
      ];
      for (const { protocol, endpoint } of endpoints) {
        // The endpoint is the identity: another order of the same subscribers changes nothing.
        new CfnSubscription(this, `${topic}:${endpoint}`, { topicArn, protocol, endpoint });
      }
    };
    subscribe('Alerts', alertsTopicArn, settings.alerts);
    subscribe('Notifications', notificationsTopicArn, settings.notifications);
    if (settings.chat) {
      const { role } = new ChatRole(this, 'ChatRole', { nameScope, name });
      new CfnSlackChannelConfiguration(this, 'Chat', {
        configurationName: ['bulkhead', nameScope.environment, ...name, nameScope.region].join('-'),
        slackWorkspaceId: settings.chat.workspaceId,
        slackChannelId: settings.chat.channelId,
        iamRoleArn: role.attrArn,
        // The channel may look at alarms and graphs, and change nothing, whatever its role may become.
        guardrailPolicies: ['arn:aws:iam::aws:policy/CloudWatchReadOnlyAccess'],
        snsTopicArns: [alertsTopicArn, notificationsTopicArn],
        loggingLevel: 'ERROR',
      });
    }
  }
}

/** The role of the chat channel. It has no permission: notifications need none. */
class ChatRole extends Construct {
  readonly role: CfnRole;

  constructor(
    scope: Construct,
    id: string,
    { nameScope, name }: { readonly nameScope: NameScope; readonly name: LogicalName },
  ) {
    super(scope, id);
    this.role = new CfnRole(this, 'Role', {
      roleName: iamRoleName(nameScope, ...name),
      description: 'Shows alerts and notifications in a chat channel',
      assumeRolePolicyDocument: assumedByService({
        sid: 'Channel',
        service: 'chatbot.amazonaws.com',
        account: nameScope.account,
        sourceArns: `arn:aws:chatbot::${nameScope.account}:chat-configuration/slack-channel/*`,
      }),
    });
  }
}
