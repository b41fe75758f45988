import { BulkheadError } from '@bulkhead/errors';
import { mappingFileOf } from './mappings';

/** The file of the table. Ephemeral values have a table of their own. */
const fileOf = (type: string, address: string) =>
  address.startsWith('ephemeral.') ? 'libs/policy/src/terraform/mappings/ephemerals.ts' : mappingFileOf(type);

/** A type that no table has. Rules cannot see the resource, so nobody may call the stack compliant. */
export function unmappedType(type: string, address: string): BulkheadError {
  return new BulkheadError(
    'UnmappedTerraformType',
    `No CloudFormation counterpart is known for ${type} (${address}).`,
    {
      next: `add ${type} to ${fileOf(type, address)}: its CloudFormation type, or the reason why it has none`,
    },
  );
}

/** An attribute, or a reference to an attribute, that the mapping of the type does not have. */
export function unmappedAttribute(type: string, attribute: string, address: string): BulkheadError {
  return new BulkheadError(
    'UnmappedTerraformAttribute',
    `The mapping of ${type} does not say what its attribute ${attribute} is in CloudFormation (${address}).`,
    { next: `add ${attribute} to ${type} in ${fileOf(type, address)}` },
  );
}
