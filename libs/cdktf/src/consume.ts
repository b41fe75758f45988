import { DataAwsSsmParameter } from '@cdktf/provider-aws/lib/data-aws-ssm-parameter';
import { type RegionRole } from '@bulkhead/config';
import { type Contract, type ContractValues, type Parameters } from '@bulkhead/contracts';
import { consumedValues, type Lengths, type ParameterUse } from '@bulkhead/stack';
import { Fn } from 'cdktf';
import { type BulkheadStack } from './bulkhead-stack';

/**
 * The values of a contract, as tokens that Terraform resolves during the deploy.
 *
 * @param lengths for a list parameter, the number of items that the code needs; the deploy refuses another number
 * @param role role of the region to read from. With another region than the stack's, the stack can be deployed only
 * while both regions answer. @default the role of the stack
 * @throws BulkheadError `UndeclaredContract` if the manifest does not declare that the stack consumes the contract
 */
export function consume<P extends Parameters>(
  stack: BulkheadStack,
  contract: Contract<P>,
  lengths: Lengths<P> = {},
  role: RegionRole = stack.context.role,
): ContractValues<P> {
  const isForeign = role !== stack.context.role;
  const read = ({ contract, key, path, kind }: ParameterUse) => {
    const id = ['consume', contract, ...(isForeign ? [role] : []), key].join('-');
    const { insecureValue } = new DataAwsSsmParameter(stack, id, {
      name: path,
      ...(isForeign && { provider: stack.providerOf(role) }),
    });
    return kind === 'string' ? insecureValue : Fn.split(',', insecureValue);
  };
  return consumedValues(stack.context, contract, lengths, read, role);
}
