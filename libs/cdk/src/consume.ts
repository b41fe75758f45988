import { type Contract, type ContractValues, type Parameters } from '@bulkhead/contracts';
import { consumedValues, type Lengths } from '@bulkhead/stack';
import { CfnParameter } from 'aws-cdk-lib/core';
import { type BulkheadStack } from './bulkhead-stack';
import { logicalId } from './logical-id';

/**
 * The values of a contract in the stack's region, as template parameters of an SSM type. CloudFormation resolves them
 * when the stack is deployed.
 *
 * @param lengths for a list parameter, the number of items that the code needs; the deploy refuses another number
 * @throws BulkheadError `UndeclaredContract` if the manifest does not declare that the stack consumes the contract
 */
export function consume<P extends Parameters>(
  stack: BulkheadStack,
  contract: Contract<P>,
  lengths: Lengths<P> = {},
): ContractValues<P> {
  return consumedValues(stack.context, contract, lengths, ({ contract: name, key, path, kind }) => {
    const parameter = new CfnParameter(stack, logicalId('Consume', name, key), {
      type:
        kind === 'list' ? 'AWS::SSM::Parameter::Value<List<String>>' : 'AWS::SSM::Parameter::Value<String>',
      default: path,
      description: contract.parameters[key]?.description,
    });
    return kind === 'list' ? parameter.valueAsList : parameter.valueAsString;
  });
}
