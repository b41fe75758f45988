import { type PolicyResource } from '../model/policy-resource';

/** True for an instance of a cluster: the cluster holds the data. */
export function isClusterInstance({ type, properties }: PolicyResource): boolean {
  return type === 'AWS::RDS::DBInstance' && properties['DBClusterIdentifier'] !== undefined;
}
