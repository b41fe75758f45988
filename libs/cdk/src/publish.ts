import { type Contract, type ContractValues, type Parameters } from '@bulkhead/contracts';
import { Fn } from 'aws-cdk-lib/core';
import { CfnParameter } from 'aws-cdk-lib/aws-ssm';
import { publishedValues } from '@bulkhead/stack';
import { type BulkheadStack } from './bulkhead-stack';
import { logicalId } from './logical-id';

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
    new CfnParameter(stack, logicalId('Publish', contract.name, key), {
      name: path,
      description,
      type: kind === 'list' ? 'StringList' : 'String',
      value: typeof value === 'string' ? value : Fn.join(',', [...value]),
      // AWS checks a single value itself. For a list, AWS would check the joined text.
      ...(kind === 'string' && { allowedPattern: pattern }),
    });
  }
}
