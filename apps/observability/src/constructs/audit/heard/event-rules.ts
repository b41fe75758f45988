import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target';
import { eventRuleName } from '@bulkhead/naming';
import { Construct } from 'constructs';
import { runbookOf } from '../alarm-description';
import { type AuditScope, topicOf, type Topics } from '../audit-scope';
import { type HeardEvent } from './heard-event';

export interface EventRulesProps extends AuditScope {
  readonly topics: Topics;
  readonly events: readonly HeardEvent[];
}

/**
 * A rule for each kind of event. What it publishes says what an alarm says, and has the whole event: `alert` and
 * `event`.
 */
export class EventRules extends Construct {
  constructor(scope: Construct, id: string, props: EventRulesProps) {
    super(scope, id);
    const { nameScope, owner, topics, events } = props;
    for (const { name, says, pattern, severity, patients, runbook } of events) {
      const rule = new CloudwatchEventRule(this, name, {
        name: eventRuleName(nameScope, 'audit', name),
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
