import { BulkheadStack, publish } from '@bulkhead/cdk';
import { settingsOf } from '@bulkhead/config';
import { alerting } from '@bulkhead/contracts';
import { dashboardName, namePrefixOf } from '@bulkhead/naming';
import { type StackContext } from '@bulkhead/stack';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { type Construct } from 'constructs';
import { Declared } from './constructs/alarming/declared';
import { Pages } from './constructs/alarming/pages';
import { RegionMonitoring } from './constructs/alarming/region-monitoring';
import { consumedSections } from './constructs/consumed-sections';
import { Explaining } from './constructs/explaining/explaining';
import { Subscriptions } from './constructs/notifying/subscriptions';
import { Topics } from './constructs/notifying/topics';
import { Overview } from './constructs/showing/overview';

/** Tells people what they have to know of a region, and shows how it is. */
export class MonitoringStack extends BulkheadStack {
  constructor(scope: Construct, context: StackContext) {
    super(scope, context);
    const { environment, nameScope } = context;
    const isProtected = environment.protected;
    const settings = settingsOf(environment, 'observability', 'monitoring');

    const topics = new Topics(this, 'Topics', { nameScope, hearsEvents: true, isProtected });
    const topicArns = { alertsTopicArn: topics.alerts.ref, notificationsTopicArn: topics.notifications.ref };
    new Subscriptions(this, 'Subscriptions', { nameScope, settings, ...topicArns });

    const { sections, failures, loadBalancer } = consumedSections(this, settings, topics);
    const alerts = Topic.fromTopicArn(this, 'AlertsTopic', topicArns.alertsTopicArn);
    const notifications = Topic.fromTopicArn(this, 'NotificationsTopic', topicArns.notificationsTopicArn);
    const runbookUrl = (heading: string) => `${settings.runbooks}#${heading}`;
    const { alarms } = new RegionMonitoring(this, 'Region', {
      nameScope,
      dashboard: 'region',
      sections,
      actedFor: new Set(failures.flatMap(({ anyOf }) => anyOf.flat())),
      notifications,
      runbookUrl,
    });
    const { alarm: declared } = new Declared(this, 'Declared', { nameScope });
    new Pages(this, 'Pages', {
      nameScope,
      failures,
      alarms,
      declared,
      alerts,
      notifications,
      runbookUrl,
    });

    if (context.role === 'primary') new Overview(this, 'Overview', { context, settings, loadBalancer });

    new Explaining(this, 'Explaining', {
      nameScope,
      // A name of its own may end in a hash, which the names that begin with it do not have in that place.
      pageNames: `${namePrefixOf('alarm', nameScope)}observability-page-`,
      dashboard: dashboardName(nameScope, 'region'),
      ...topicArns,
      topicKeyArn: topics.keyArn,
      logRetentionDays: settings.logRetentionDays,
      isProtected,
    });

    publish(this, alerting, { ...topicArns, keyArn: topics.keyArn });
  }
}
