import { isTrue, valueAt, valuesAt } from '../reading/properties';
import { resourceBehind } from '../reading/references';
import { resourceRule } from './resource-rule';

/**
 * A rule that calls a function must keep events that it cannot deliver: EventBridge gives up after a day, and the event
 * is lost. cdk-nag asks for the queue of the function itself. That queue only gets events on which the function failed.
 * That queue has to be a standard queue.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
 */
export const eventDeadLetters = resourceRule({
  id: 'event-dead-letters',
  title: 'A rule that calls a function keeps the events that it cannot deliver.',
  controls: ['164.308(a)(1)(ii)(D)', '164.312(b)', '164.312(c)(1)'],
  types: ['AWS::Events::Rule'],
  judge: ({ properties }, place) => {
    const calls = valuesAt(properties, 'Targets').filter((target) =>
      resourceBehind(valueAt(target, 'Arn'), place, 'AWS::Lambda::Function'),
    );
    const ordered = valuesAt(properties, 'Targets').filter((target) => {
      const queue = resourceBehind(valueAt(target, 'DeadLetterConfig.Arn'), place, 'AWS::SQS::Queue');
      return queue && isTrue(queue.resource.properties['FifoQueue']);
    });
    if (calls.length === 0 && ordered.length === 0) return 'not-applicable';
    const named = (target: unknown) => `Target ${String(valueAt(target, 'Id'))}`;
    return [
      ...calls
        .filter((target) => valueAt(target, 'DeadLetterConfig.Arn') === undefined)
        .map((target) => `${named(target)} has no DeadLetterConfig.`),
      ...ordered.map(
        (target) => `${named(target)} has a FIFO queue in DeadLetterConfig, which EventBridge refuses.`,
      ),
    ];
  },
});
