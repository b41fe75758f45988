import { type Configuration, elementsOf } from './configuration';
import { logicalIdOf } from './logical-id';
import { ephemerals } from './mappings/ephemerals';
import { unmappedAttribute, unmappedType } from './unmapped';

/**
 * What a reference to an ephemeral value is in CloudFormation: a reference to a parameter that is given when the stack
 * is deployed, and never shown.
 */
export function ephemeralValue(type: string, address: string, attribute: string): unknown {
  if (!ephemerals[type]) throw unmappedType(type, address);
  if (!ephemerals[type].includes(attribute)) throw unmappedAttribute(type, attribute, address);
  return { Ref: logicalIdOf(address) };
}

/**
 * The parameters that the ephemeral values of a configuration are, by name.
 *
 * @throws BulkheadError `UnmappedTerraformType` for one that no table has
 */
export function ephemeralParameters({ ephemeral }: Configuration): Readonly<Record<string, object>> {
  return Object.fromEntries(
    elementsOf(ephemeral, 'ephemeral.').map(({ type, address }) => {
      if (!ephemerals[type]) throw unmappedType(type, address);
      return [logicalIdOf(address), { Type: 'String', NoEcho: true }];
    }),
  );
}
