import { type Configuration, elementsOf } from './configuration';
import { logicalIdOf } from './logical-id';
import { ephemerals } from './mappings/ephemerals';
import { unmappedAttribute, unmappedType } from './unmapped';

/**
 * The CloudFormation counterpart of a reference to an ephemeral value: a reference to a hidden parameter that is set on
 * deployment.
 */
export function ephemeralValue(type: string, address: string, attribute: string): unknown {
  if (!ephemerals[type]) throw unmappedType(type, address);
  if (!ephemerals[type].includes(attribute)) throw unmappedAttribute(type, attribute, address);
  return { Ref: logicalIdOf(address) };
}

/**
 * The parameters for the ephemeral values of a configuration, by name.
 *
 * @throws BulkheadError `UnmappedTerraformType` for an ephemeral value that no table has
 */
export function ephemeralParameters({ ephemeral }: Configuration): Readonly<Record<string, object>> {
  return Object.fromEntries(
    elementsOf(ephemeral, 'ephemeral.').map(({ type, address }) => {
      if (!ephemerals[type]) throw unmappedType(type, address);
      return [logicalIdOf(address), { Type: 'String', NoEcho: true }];
    }),
  );
}
