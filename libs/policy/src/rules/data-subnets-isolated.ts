import { type Located, type Place, resourcesBehind, resourcesOf } from '../reading/references';
import { resourceRule } from './resource-rule';

const gateways = ['GatewayId', 'NatGatewayId', 'EgressOnlyInternetGatewayId'] as const;

/**
 * Subnets of databases and caches have no route to the internet, in either direction: what has none cannot be reached
 * by mistake, and cannot send data out.
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
    return subnets.flatMap((subnet) =>
      routesOf(subnet, place)
        .filter(({ resource }) => gateways.some((gateway) => resource.properties[gateway] !== undefined))
        .map(({ resource }) => `${subnet.resource.address} leads to the internet by ${resource.address}.`),
    );
  },
});

/** The routes of the table that a subnet is associated with. */
function routesOf({ stack, resource: subnet }: Located, { environment }: Place): readonly Located[] {
  const place = { environment, stack };
  const refersTo = (value: unknown, logicalId: string) =>
    resourcesBehind(value, place).some(({ resource }) => resource.logicalId === logicalId);
  const tables = resourcesOf(environment, 'AWS::EC2::SubnetRouteTableAssociation')
    .filter(
      (each) => each.stack === stack && refersTo(each.resource.properties['SubnetId'], subnet.logicalId),
    )
    .flatMap((each) => resourcesBehind(each.resource.properties['RouteTableId'], place));
  return resourcesOf(environment, 'AWS::EC2::Route').filter(
    (each) =>
      each.stack === stack &&
      tables.some((table) => refersTo(each.resource.properties['RouteTableId'], table.resource.logicalId)),
  );
}
