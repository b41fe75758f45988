import { type Contract, type ContractValues, type Parameters } from '@bulkhead/contracts';
import { type ParameterUse, type StackContext } from './stack-context';

/** One parameter that a stack publishes, ready to be written by an engine. */
export interface PublishedValue extends ParameterUse {
  readonly description: string;
  /** A string, or the items of a list. */
  readonly value: string | readonly string[];
}

/**
 * The values of a contract that a stack publishes, recorded as published.
 *
 * @throws BulkheadError `UndeclaredContract` when the manifest does not say that the stack publishes it
 */
export function publishedValues<P extends Parameters>(
  context: StackContext,
  contract: Contract<P>,
  values: ContractValues<P>,
): PublishedValue[] {
  return context.parametersOf('publishes', contract).map((use) => {
    context.record('publishes', use);
    const value: string | string[] = values[use.key] ?? '';
    return { ...use, description: contract.parameters[use.key]?.description ?? '', value };
  });
}
