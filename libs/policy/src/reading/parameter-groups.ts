import { type PolicyResource } from '../model/policy-resource';
import { isObject, isText } from './properties';
import { type Place, resourceBehind } from './references';

/** A database with its own parameters: the parameters, and whether a visible group holds them. */
export type DatabaseParameters =
  | { readonly group: 'default' | 'elsewhere' }
  | { readonly group: 'own'; readonly parameters: Readonly<Record<string, unknown>> };

/** The parameters of a cluster, or of an instance outside any cluster. */
export function parametersOf({ type, properties }: PolicyResource, place: Place): DatabaseParameters {
  const kind = type === 'AWS::RDS::DBCluster' ? 'DBCluster' : 'DB';
  const name = properties[`${kind}ParameterGroupName`];
  if (name === undefined || (isText(name) && name.startsWith('default.'))) return { group: 'default' };
  const group = resourceBehind(name, place, `AWS::RDS::${kind}ParameterGroup`);
  if (!group) return { group: 'elsewhere' };
  const { Parameters } = group.resource.properties;
  return { group: 'own', parameters: isObject(Parameters) ? Parameters : {} };
}

/**
 * `postgresql` or `mysql` for a cluster, or for an instance outside any cluster; `undefined` for any other resource.
 */
export function engineOf({ type, properties }: PolicyResource): 'postgresql' | 'mysql' | undefined {
  if (type === 'AWS::RDS::DBInstance' && properties['DBClusterIdentifier'] !== undefined) return undefined;
  const engine = String(properties['Engine']);
  if (/postgres/.test(engine)) return 'postgresql';
  return /mysql|mariadb/.test(engine) ? 'mysql' : undefined;
}
