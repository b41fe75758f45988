import { type RegionRole } from '@bulkhead/config';
import { type Contract, type ContractValues, type Parameters } from '@bulkhead/contracts';
import { type ParameterUse, type StackContext } from './stack-context';

/** The number of items that the code needs in a list parameter. The deploy refuses another number. */
export type Lengths<P extends Parameters> = { readonly [Key in keyof P]?: number };

/**
 * The values of a contract that a stack consumes. Each value is read from the engine when the code first uses it: a
 * parameter that a stack does not use must not cause a deploy.
 *
 * @param read the engine's token for a parameter: a string, or a string list for a list parameter
 * @param role role of the region with the values. @default the role of the stack
 * @throws BulkheadError `UndeclaredContract` if the manifest does not declare that the stack consumes the contract
 */
export function consumedValues<P extends Parameters>(
  context: StackContext,
  contract: Contract<P>,
  lengths: Lengths<P>,
  read: (use: ParameterUse) => string | string[],
  role?: RegionRole,
): ContractValues<P> {
  const values = {};
  for (const use of context.parametersOf('consumes', contract, lengths, role)) {
    let value: string | string[] | undefined;
    const get = () => {
      if (value === undefined) context.record('consumes', use);
      return (value ??= read(use));
    };
    Object.defineProperty(values, use.key, { enumerable: true, get });
  }
  return values as ContractValues<P>;
}
