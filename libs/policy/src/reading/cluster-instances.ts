import { type PolicyResource } from '../model/policy-resource';

/** True for an instance of a cluster. Such an instance holds no data: the cluster does. */
export function isClusterInstance({ type, properties }: PolicyResource): boolean {
  return type === 'AWS::RDS::DBInstance' && properties['DBClusterIdentifier'] !== undefined;
}
