import { contract, listParameter, parameter } from '../contract';

const subnetId = /subnet-[0-9a-f]+/;
const prefixListId = /pl-[0-9a-f]+/;

/** The regional network. An app in the region needs no more to run in it, whichever stack publishes it. */
export const network = contract('network', {
  vpcId: parameter(/vpc-[0-9a-f]+/, 'Id of the regional VPC'),
  vpcCidr: parameter(/\d+(\.\d+){3}\/\d+/, 'IPv4 network of the regional VPC'),
  publicSubnetIds: listParameter(subnetId, 'Public subnets, one per availability zone, in zone order'),
  privateSubnetIds: listParameter(subnetId, 'Private subnets, one per availability zone, in zone order'),
  isolatedSubnetIds: listParameter(subnetId, 'Isolated subnets, one per availability zone, in zone order'),
  privateRouteTableIds: listParameter(
    /rtb-[0-9a-f]+/,
    'Route tables of the private subnets, in zone order, for further ways out of them',
  ),
  cloudFrontPrefixListId: parameter(
    prefixListId,
    'Prefix list of AWS with the addresses from which CloudFront reaches origins',
  ),
  healthCheckPrefixListId: parameter(
    prefixListId,
    'Prefix list of AWS with the addresses from which Route 53 checks endpoints',
  ),
});
