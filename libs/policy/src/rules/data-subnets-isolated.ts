import { type PolicyResource } from '../model/policy-resource';
import { openRange } from '../reading/security-group-rules';
import { aclEntriesOf, routesOf } from '../reading/subnets';
import { resourcesBehind } from '../reading/references';
import { resourceRule } from './resource-rule';

const gateways = ['GatewayId', 'NatGatewayId', 'EgressOnlyInternetGatewayId'] as const;

/**
 * Subnets of databases and caches must have no route to or from the internet, and no opening to it in their network
 * ACL. Nobody can then reach them by mistake, and they cannot send data out.
 */
export const dataSubnetsIsolated = resourceRule({
  id: 'data-subnets-isolated',
  title: 'The subnets of databases and caches have no route to the internet.',
  controls: ['164.308(a)(4)(ii)(A)', '164.312(a)(1)', '164.312(e)(1)'],
  types: ['AWS::RDS::DBSubnetGroup', 'AWS::ElastiCache::SubnetGroup'],
  judge: ({ properties }, place) => {
    const subnets = resourcesBehind(properties['SubnetIds'], place).filter(
      ({ resource }) => resource.type === 'AWS::EC2::Subnet',
    );
    if (subnets.length === 0) return 'not-applicable';
    return subnets.flatMap((subnet) => [
      ...routesOf(subnet, place)
        .filter(({ resource }) => gateways.some((gateway) => resource.properties[gateway] !== undefined))
        .map(({ resource }) => `${subnet.resource.address} leads to the internet by ${resource.address}.`),
      ...aclEntriesOf(subnet, place)
        .filter(({ resource }) => isOpen(resource.properties))
        .map(({ resource }) => `${subnet.resource.address} is open to the internet by ${resource.address}.`),
    ]);
  },
});

function isOpen({ RuleAction, CidrBlock, Ipv6CidrBlock }: PolicyResource['properties']): boolean {
  return RuleAction === 'allow' && openRange({ CidrIp: CidrBlock, CidrIpv6: Ipv6CidrBlock }) !== undefined;
}
