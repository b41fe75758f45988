import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target';
import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { alarmName, eventRuleName } from '@bulkhead/naming';
import { Construct } from 'constructs';
import { alarmDescription, runbookOf } from '../alarm-description';
import { type AuditScope, topicOf, type Topics } from '../audit-scope';
import { type HeardEvent } from './heard-event';

export interface EventRulesProps extends AuditScope {
  readonly topics: Topics;
  readonly events: readonly HeardEvent[];
}

/**
 * A rule for each kind of event. What it publishes says what an alarm says, and has the whole event: `alert` and
 * `event`. An alarm tells people of an event that the rule could not publish, as urgently as the event itself.
 */
export class EventRules extends Construct {
  constructor(scope: Construct, id: string, props: EventRulesProps) {
    super(scope, id);
    const { nameScope, owner, topics, events } = props;
    for (const { name, says, pattern, severity, patients, runbook } of events) {
      const ruleName = eventRuleName(nameScope, 'audit', name);
      const rule = new CloudwatchEventRule(this, name, {
        name: ruleName,
        description: `${says}, in environment ${nameScope.environment}`,
        eventPattern: JSON.stringify(pattern),
      });
      new CloudwatchEventTarget(this, `${name}-topic`, {
        rule: rule.name,
        targetId: 'topic',
        arn: topicOf(severity, topics),
        inputTransformer: {
          inputTemplate: templateOf({ says, severity, owner, patients, runbook: runbookOf(runbook) }),
        },
      });
      // EventBridge counts an event that it gave up, after a day of attempts or at once if it may not publish.
      // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html
      new CloudwatchMetricAlarm(this, `${name}-undelivered`, {
        alarmName: alarmName(nameScope, 'audit', 'undelivered', name),
        alarmDescription: alarmDescription(
          `Nobody was told of an event of rule ${ruleName}: ${says}.`,
          owner,
          { severity, patients, runbook: 'a-rule-or-an-alarm' },
        ),
        namespace: 'AWS/Events',
        metricName: 'FailedInvocations',
        dimensions: { RuleName: ruleName },
        statistic: 'Sum',
        period: 60,
        evaluationPeriods: 1,
        comparisonOperator: 'GreaterThanThreshold',
        threshold: 0,
        // EventBridge publishes no zero.
        treatMissingData: 'notBreaching',
        alarmActions: [topicOf(severity, topics)],
      });
    }
  }
}

/**
 * JSON with two variables of EventBridge. It puts the event in as an object, so that there are no quotes around it.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
function templateOf(alert: object): string {
  const text = JSON.stringify({ ...alert, rule: '<aws.events.rule-name>' });
  return `{"alert":${text},"event":<aws.events.event.json>}`;
}
