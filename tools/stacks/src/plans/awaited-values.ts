import { valueProblem } from '@bulkhead/contracts';
import { parameterKey, type ParameterUse } from '@bulkhead/stack';
import { publisherOf, type StackInstance } from '../workspace/stack-instance';
import { type StackDiff } from './diff-schema';

/** A parameter without a fit value, which its stack may still produce. Until then a stack cannot be planned. */
export interface AwaitedValue {
  readonly parameter: string;
  readonly publisher: StackInstance;
  /** Whether the value is missing, rather than breaking the contract. */
  readonly isMissing: boolean;
}

/**
 * The parameters that have to be produced before a stack can be planned. Undefined if no stack publishes one of them:
 * waiting would not help.
 */
export function awaitedValues(
  consumer: Pick<StackInstance, 'region'>,
  uses: readonly ParameterUse[],
  values: ReadonlyMap<string, string>,
  producers: readonly StackInstance[],
): AwaitedValue[] | undefined {
  const awaited: AwaitedValue[] = [];
  for (const use of uses) {
    const { kind, pattern, length } = use;
    const parameter = parameterKey(use);
    const value = values.get(parameter);
    const isMissing = value === undefined;
    if (!isMissing && !valueProblem({ kind, pattern: new RegExp(pattern) }, value, length)) continue;
    const publisher = publisherOf(consumer, use, producers);
    if (!publisher) return undefined;
    awaited.push({ parameter, publisher, isMissing });
  }
  return awaited;
}

/** Why a stack is deferred, in words. */
export function whyDeferred(awaits: StackDiff['awaits']): string {
  const publishers = [...new Set(awaits.map(({ publisher }) => publisher))];
  const parts = publishers.map((publisher) => {
    const [first, ...others] = awaits
      .filter((value) => value.publisher === publisher)
      .map(({ parameter }) => parameter);
    const more = others.length > 0 ? ` and ${others.length} more` : '';
    return `${first}${more}, which ${publisher} publishes when it is deployed`;
  });
  return `cannot be planned before it has ${parts.join('; ')}`;
}
