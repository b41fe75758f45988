import { BulkheadStack } from '@bulkhead/cdk';
import { settingsOf } from '@bulkhead/config';
import { type StackContext } from '@bulkhead/stack';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { type Construct } from 'constructs';
import { RegionMonitoring } from './constructs/alarming/region-monitoring';
import { edgeSections } from './constructs/edge-sections';
import { Subscriptions } from './constructs/notifying/subscriptions';
import { Topics } from './constructs/notifying/topics';

/**
 * Watches what stands in front of all regions. CloudFront and Route 53 publish their metrics in us-east-1 only, and an
 * alarm tells a topic of its own region: so this stack has topics of its own.
 */
export class EdgeMonitoringStack extends BulkheadStack {
  constructor(scope: Construct, context: StackContext) {
    super(scope, context);
    const { environment, nameScope } = context;
    const settings = settingsOf(environment, 'observability', 'monitoring');

    const topics = new Topics(this, 'Topics', {
      nameScope,
      of: 'edge',
      hearsEvents: false,
      isProtected: environment.protected,
    });
    const [alertsTopicArn, notificationsTopicArn] = [topics.alerts.ref, topics.notifications.ref];
    new Subscriptions(this, 'Subscriptions', {
      nameScope,
      settings,
      alertsTopicArn,
      notificationsTopicArn,
      of: 'edge',
    });

    new RegionMonitoring(this, 'Edge', {
      nameScope,
      dashboard: 'edge',
      sections: edgeSections(this, settings, topics),
      actedFor: new Set(),
      notifications: Topic.fromTopicArn(this, 'NotificationsTopic', notificationsTopicArn),
      runbookUrl: (heading) => `${settings.runbooks}#${heading}`,
    });
  }
}
