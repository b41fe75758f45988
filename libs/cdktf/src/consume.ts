import { DataAwsSsmParameter } from '@cdktf/provider-aws/lib/data-aws-ssm-parameter';
import { type Contract, type ContractValues, type Parameters } from '@bulkhead/contracts';
import { consumedValues, type Lengths } from '@bulkhead/stack';
import { Fn } from 'cdktf';
import { type BulkheadStack } from './bulkhead-stack';

/**
 * The values of a contract in the stack's region, as tokens that Terraform resolves when it deploys.
 *
 * @param lengths for a list parameter, how many items the code needs; the deploy refuses another number
 * @throws BulkheadError `UndeclaredContract` when the manifest does not say that the stack consumes it
 */
export function consume<P extends Parameters>(
  stack: BulkheadStack,
  contract: Contract<P>,
  lengths: Lengths<P> = {},
): ContractValues<P> {
  return consumedValues(stack.context, contract, lengths, ({ contract, key, path, kind }) => {
    const { insecureValue } = new DataAwsSsmParameter(stack, `consume-${contract}-${key}`, { name: path });
    return kind === 'string' ? insecureValue : Fn.split(',', insecureValue);
  });
}
