import { eventRuleName, functionName, logGroupName, type NameScope, queueName } from '@bulkhead/naming';

/** What a function explains: state changes of alarms, or changes of configuration. */
export type Explained = 'alarms' | 'changes';

/** Names of the resources of a function. Each name is needed before its resource exists, for example in a key policy. */
export function explainingNames(nameScope: NameScope, explained: Explained) {
  const { account, region } = nameScope;
  const rule = eventRuleName(nameScope, 'explain', explained);
  return {
    function: functionName(nameScope, 'explain', explained),
    logGroup: logGroupName(nameScope, 'observability', `explain-${explained}`),
    // SQS demands the ending of a queue that keeps the order.
    queue: `${queueName(nameScope, 'explain', explained)}.fifo`,
    /** What EventBridge could not deliver. EventBridge takes no queue that keeps the order for this. */
    undeliveredQueue: queueName(nameScope, 'explain', explained, 'undelivered'),
    /** What the function could not process. */
    deadLetterQueue: `${queueName(nameScope, 'explain', explained, 'failed')}.fifo`,
    rule,
    ruleArn: `arn:aws:events:${region}:${account}:rule/${rule}`,
  };
}
