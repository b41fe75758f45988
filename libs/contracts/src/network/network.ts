import { contract, listParameter, parameter } from '../contract';

const subnetId = /subnet-[0-9a-f]+/;

/** The regional network. An app in the region needs no more to run in it, whichever stack publishes it. */
export const network = contract('network', {
  vpcId: parameter(/vpc-[0-9a-f]+/, 'Id of the regional VPC'),
  vpcCidr: parameter(/\d+(\.\d+){3}\/\d+/, 'IPv4 network of the regional VPC'),
  publicSubnetIds: listParameter(subnetId, 'Public subnets, one per availability zone, in zone order'),
  privateSubnetIds: listParameter(subnetId, 'Private subnets, one per availability zone, in zone order'),
  isolatedSubnetIds: listParameter(subnetId, 'Isolated subnets, one per availability zone, in zone order'),
  natGatewayIds: listParameter(
    /nat-[0-9a-f]+/,
    'NAT gateways, one per availability zone or fewer, in zone order, for their monitoring',
  ),
  privateRouteTableIds: listParameter(
    /rtb-[0-9a-f]+/,
    'Route tables of the private subnets, in zone order, for further ways out of them',
  ),
});
