import { isTrue } from '../reading/properties';
import {
  type Located,
  type Place,
  placeOf,
  resourceBehind,
  resourcesOf,
  textOf,
} from '../reading/references';
import { resourceRule } from './resource-rule';

/**
 * Only one interface endpoint of a VPC can have the private DNS name of a service. EC2 refuses to create the second
 * one, whichever stack it is in.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
 */
export const endpointDnsOwner = resourceRule({
  id: 'endpoint-dns-owner',
  title: 'Only one endpoint of a VPC has the private DNS name of a service.',
  controls: ['164.308(a)(7)(ii)(C)', '164.312(e)(1)'],
  pitfall: 21,
  types: ['AWS::EC2::VPCEndpoint'],
  judge: (resource, place) => {
    if (!isTrue(resource.properties['PrivateDnsEnabled'])) return 'not-applicable';
    const own = nameOf({ stack: place.stack, resource }, place);
    return resourcesOf(place.environment, 'AWS::EC2::VPCEndpoint')
      .filter(
        (other) => other.resource !== resource && isTrue(other.resource.properties['PrivateDnsEnabled']),
      )
      .filter((other) => nameOf(other, place) === own)
      .map(({ stack, resource: { address } }) => `${stack.id} ${address} has the same private DNS name.`);
  },
});

/** The pair that only one endpoint may have: the VPC and the service. */
function nameOf({ stack, resource }: Located, { environment }: Place): string {
  const place = placeOf({ stack, resource }, environment);
  const vpc = resourceBehind(resource.properties['VpcId'], place, 'AWS::EC2::VPC');
  const name = vpc
    ? `${vpc.stack.id} ${vpc.resource.logicalId}`
    : JSON.stringify(resource.properties['VpcId']);
  return `${name} ${textOf(resource.properties['ServiceName'], place)}`;
}
