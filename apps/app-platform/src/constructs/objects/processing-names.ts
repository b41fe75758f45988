import { eventRuleName, functionName, logGroupName, type NameScope, queueName } from '@bulkhead/naming';

const word = 'object-processing';

/**
 * Names of the resources that process objects. Each name is needed before its resource exists, for example in a key
 * policy.
 */
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
