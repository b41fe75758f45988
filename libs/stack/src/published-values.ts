import { type Contract, type ContractValues, type Parameters } from '@bulkhead/contracts';
import { type ParameterUse, type StackContext } from './stack-context';

/** One parameter that a stack publishes, for an engine to write. */
export interface PublishedValue extends ParameterUse {
  readonly description: string;
  /** A string, or the items of a list. */
  readonly value: string | readonly string[];
}

/**
 * The values of a contract that a stack publishes, recorded as published.
 *
 * @throws BulkheadError `UndeclaredContract` if the manifest does not declare that the stack publishes the contract
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
