import { BulkheadStack, publish } from '@bulkhead/cdk';
import { alerting } from '@bulkhead/contracts';
import { type StackContext } from '@bulkhead/stack';
import { type Construct } from 'constructs';
import { Topics } from './constructs/notifying/topics';

/** Tells people what they have to know of a region, and shows how it is. */
export class MonitoringStack extends BulkheadStack {
  constructor(scope: Construct, context: StackContext) {
    super(scope, context);
    const { environment, nameScope } = context;
    const isProtected = environment.protected;

    const topics = new Topics(this, 'Topics', { nameScope, isProtected });

    publish(this, alerting, {
      alertsTopicArn: topics.alerts.ref,
      notificationsTopicArn: topics.notifications.ref,
      keyArn: topics.keyArn,
    });
  }
}
