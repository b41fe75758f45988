import { contract, parameter } from '../contract';

/** The Transit Gateway of a region, in environments that peer their regions. */
export const transitGateway = contract('transit-gateway', {
  transitGatewayId: parameter(/tgw-[0-9a-f]+/, 'Id of the Transit Gateway'),
  routeTableId: parameter(
    /tgw-rtb-[0-9a-f]+/,
    'Its route table, which leads to the VPC; a peering attachment is associated with it and adds its route',
  ),
});
