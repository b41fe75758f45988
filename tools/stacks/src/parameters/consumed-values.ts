import { valueProblem } from '@bulkhead/contracts';
import { Refusal } from '@bulkhead/errors';
import { parameterKey, type ParameterUse } from '@bulkhead/stack';
import { publisherOf, type StackInstance } from '../workspace/stack-instance';

/**
 * Checks the values that a stack is about to be deployed with.
 *
 * @param values by key, as read from SSM
 * @param producers instances that publish a contract for this stack
 * @param environmentOption how the user names the environment: `-c local`
 * @throws BulkheadError `MissingParameter` or `BrokenContract`, naming the stack that publishes and its deploy
 */
export function requireConsumable(
  consumer: StackInstance,
  uses: readonly ParameterUse[],
  values: ReadonlyMap<string, string>,
  producers: readonly StackInstance[],
  environmentOption: string,
): void {
  const problems = uses.flatMap((use) => {
    const key = parameterKey(use);
    const value = values.get(key);
    if (value === undefined) return [{ use, missing: true, text: `${key} does not exist` }];
    const problem = valueProblem({ kind: use.kind, pattern: new RegExp(use.pattern) }, value, use.length);
    return problem ? [{ use, missing: false, text: `${key} ${problem}` }] : [];
  });
  const [first] = problems;
  if (!first) return;

  const contracts = new Map(problems.map(({ use }) => [`${use.region} ${use.contract}`, use]));
  const publishers = [...contracts.values()].map((use) => ({
    contract: use.contract,
    origin: use.origin,
    publisher: publisherOf(consumer, use, producers),
  }));
  const whose = publishers.map(({ contract, origin, publisher }) =>
    publisher
      ? `Stack ${publisher.id} publishes "${contract}".`
      : `No stack publishes "${contract}" here${origin ? ', it comes from elsewhere' : ''}.`,
  );
  const commands = publishers.flatMap(({ publisher }) =>
    publisher ? [`npx nx run ${publisher.app}:deploy ${environmentOption}`] : [],
  );
  const origins = publishers.flatMap(({ origin, publisher }) => (origin && !publisher ? [origin] : []));
  throw new Refusal(
    first.missing ? 'MissingParameter' : 'BrokenContract',
    [
      `${consumer.id} consumes parameters that it cannot be deployed with:`,
      ...problems.map(({ text }) => `  ${text}`),
      ...whose,
    ].join('\n'),
    {
      next:
        [...origins, ...commands].join(' && ') ||
        `add "${first.use.contract}" to what a stack publishes, or take it from ${consumer.app}`,
    },
  );
}
