import { type RegionRole } from '@bulkhead/config';
import { type Contract, type ContractValues, type Parameters } from '@bulkhead/contracts';
import { type ParameterUse, type StackContext } from './stack-context';

/** How many items the code needs of a list parameter; the deploy refuses another number. */
export type Lengths<P extends Parameters> = { readonly [Key in keyof P]?: number };

/**
 * The values of a contract that a stack consumes, each read from the engine when the code first touches it:
 * a parameter that makes no difference to a stack is no reason to deploy it again.
 *
 * @param read the engine's token for a parameter: a string, or a string list for a list parameter
 * @param role whose region they are in. @default the role of the stack
 * @throws BulkheadError `UndeclaredContract` when the manifest does not say that the stack consumes it
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
