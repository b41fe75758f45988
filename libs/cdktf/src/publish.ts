import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';
import { type Contract, type ContractValues, type Parameters } from '@bulkhead/contracts';
import { Fn } from 'cdktf';
import { publishedValues } from '@bulkhead/stack';
import { type BulkheadStack } from './bulkhead-stack';

/**
 * Writes the values of a contract to its SSM parameters, in the region of the stack.
 *
 * @throws BulkheadError `UndeclaredContract` when the manifest does not say that the stack publishes it
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
      // Not the sensitive `value`: what travels is never a secret, and a plan should show it.
      insecureValue: typeof value === 'string' ? value : Fn.join(',', [...value]),
      // AWS checks a single value itself; for a list it would check the joined text.
      ...(kind === 'string' && { allowedPattern: pattern }),
    });
  }
}
