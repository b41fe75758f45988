import { eventRuleName, functionName, logGroupName, type NameScope, queueName } from '@bulkhead/naming';

const word = 'object-processing';

/** Names of what processes objects. Each is needed by something that is made before it, such as the policy of a key. */
export function processingNames(nameScope: NameScope) {
  const { account, region } = nameScope;
  const functionOfScope = functionName(nameScope, word);
  return {
    function: functionOfScope,
    functionArn: `arn:aws:lambda:${region}:${account}:function:${functionOfScope}`,
    logGroup: logGroupName(nameScope, word),
    deadLetterQueue: queueName(nameScope, word, 'dead-letters'),
    rule: eventRuleName(nameScope, word),
  };
}
