import { BulkheadError } from '@bulkhead/errors';
import { mappingFileOf } from './mappings';

/** An address of what Terraform neither deploys nor looks up has a table of its own. */
const fileOf = (type: string, address: string) =>
  address.startsWith('ephemeral.') ? 'libs/policy/src/terraform/mappings/ephemerals.ts' : mappingFileOf(type);

/** A type that no table has: what is not seen cannot be called fit. */
export function unmappedType(type: string, address: string): BulkheadError {
  return new BulkheadError(
    'UnmappedTerraformType',
    `No CloudFormation counterpart is known for ${type} (${address}).`,
    {
      next: `add ${type} to ${fileOf(type, address)}: its CloudFormation type, or the reason why it has none`,
    },
  );
}

/** An attribute, or a reference to one, that the mapping of its type does not have. */
export function unmappedAttribute(type: string, attribute: string, address: string): BulkheadError {
  return new BulkheadError(
    'UnmappedTerraformAttribute',
    `The mapping of ${type} does not say what its attribute ${attribute} is in CloudFormation (${address}).`,
    { next: `add ${attribute} to ${type} in ${fileOf(type, address)}` },
  );
}
