import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';
import { type Contract, type ContractValues, type Parameters } from '@bulkhead/contracts';
import { Fn } from 'cdktf';
import { publishedValues } from '@bulkhead/stack';
import { type BulkheadStack } from './bulkhead-stack';

/**
 * Writes the values of a contract to its SSM parameters, in the region of the stack.
 *
 * @throws BulkheadError `UndeclaredContract` if the manifest does not declare that the stack publishes the contract
 */
export function publish<P extends Parameters>(
  stack: BulkheadStack,
  contract: Contract<P>,
  values: ContractValues<P>,
): void {
  for (const { key, path, kind, pattern, description, value } of publishedValues(
    stack.context,
    contract,
    values,
  )) {
    new SsmParameter(stack, `publish-${contract.name}-${key}`, {
      name: path,
      description,
      type: kind === 'list' ? 'StringList' : 'String',
      // Not the sensitive `value`: exchanged values are never secret, and a plan should show them.
      insecureValue: typeof value === 'string' ? value : Fn.join(',', [...value]),
      // AWS checks a single value itself. For a list, AWS would check the joined text.
      ...(kind === 'string' && { allowedPattern: pattern }),
    });
  }
}
