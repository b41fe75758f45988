import { type ParameterUse, type SynthesizedStack } from '@bulkhead/stack';
import { stackId } from '@bulkhead/stack/stack-id';

/** The part of a synthesized stack that matters here. */
export type ExchangingStack = Pick<
  SynthesizedStack,
  'app' | 'stack' | 'role' | 'region' | 'publishes' | 'consumes'
>;

/**
 * Finds faults in what the stacks of one environment exchange, from the synthesized stacks: a parameter that two stacks
 * publish in one region, or a parameter that a stack reads and no stack publishes, or publishes with another kind or
 * pattern. A parameter that comes from elsewhere needs no stack that publishes it.
 *
 * @returns sentences; none if all is well
 */
export function exchangeProblems(stacks: readonly ExchangingStack[]): string[] {
  const publishers = ({ path }: ParameterUse, region: string) =>
    stacks.flatMap((stack) =>
      stack.region === region
        ? stack.publishes.filter((use) => use.path === path).map((use) => ({ id: stackId(stack), use }))
        : [],
    );
  const doubled = stacks.flatMap((stack) =>
    stack.publishes.flatMap((use) => {
      const [first] = publishers(use, stack.region);
      return first && first.id !== stackId(stack)
        ? [`${stackId(stack)} and ${first.id} both publish ${use.path}`]
        : [];
    }),
  );
  const unfit = stacks.flatMap((stack) =>
    stack.consumes.flatMap((use) => {
      const region = use.region ?? stack.region;
      const [publisher] = publishers(use, region);
      if (!publisher && use.origin !== undefined) return [];
      if (!publisher) return [`${stackId(stack)} reads ${use.path}, which no stack publishes in ${region}`];
      return differences(use, publisher.use).map(
        (difference) => `${stackId(stack)} reads ${use.path} ${difference} of ${publisher.id}`,
      );
    }),
  );
  return [...doubled, ...unfit];
}

/**
 * Parameters, as `<contract>.<key>`, that are published and that no stack of any environment reads. They are no fault:
 * a contract may be written for later readers. They can be removed without asking anybody.
 */
export function unreadParameters(environments: Iterable<readonly ExchangingStack[]>): string[] {
  const stacks = [...environments].flat();
  const name = ({ contract, key }: ParameterUse) => `${contract}.${key}`;
  const read = new Set(stacks.flatMap(({ consumes }) => consumes.map(name)));
  const published = new Set(stacks.flatMap(({ publishes }) => publishes.map(name)));
  return [...published].filter((parameter) => !read.has(parameter)).sort();
}

function differences(consumed: ParameterUse, published: ParameterUse): string[] {
  return [
    ...(consumed.kind === published.kind ? [] : [`as a ${consumed.kind}, not the ${published.kind}`]),
    ...(consumed.pattern === published.pattern
      ? []
      : [`as ${consumed.pattern}, not the ${published.pattern}`]),
  ];
}
