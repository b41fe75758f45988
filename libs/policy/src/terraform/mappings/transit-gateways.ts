import {
  alike,
  listOfTags,
  type MappingTable,
  noCounterpart,
  resource,
  terraformOnly,
  timeouts,
  without,
} from '../mapping';

const link = alike('transit_gateway_attachment_id', 'transit_gateway_route_table_id');

/** Transit Gateways, their route tables, and the VPCs attached to them. */
export const transitGateways: MappingTable = {
  aws_ec2_transit_gateway: resource(
    'AWS::EC2::TransitGateway',
    {
      ...alike(
        'amazon_side_asn',
        'auto_accept_shared_attachments',
        'default_route_table_association',
        'default_route_table_propagation',
        'description',
        'dns_support',
        'multicast_support',
        'security_group_referencing_support',
        'transit_gateway_cidr_blocks',
        'vpn_ecmp_support',
      ),
      ...timeouts,
    },
    { tags: listOfTags },
  ),
  aws_ec2_transit_gateway_route_table: resource(
    'AWS::EC2::TransitGatewayRouteTable',
    alike('transit_gateway_id'),
    { tags: listOfTags },
  ),
  aws_ec2_transit_gateway_route_table_association: resource('AWS::EC2::TransitGatewayRouteTableAssociation', {
    ...link,
    replace_existing_association: without('how the association is made'),
  }),
  aws_ec2_transit_gateway_route_table_propagation: resource(
    'AWS::EC2::TransitGatewayRouteTablePropagation',
    link,
  ),
  aws_ec2_transit_gateway_peering_attachment: resource(
    'AWS::EC2::TransitGatewayPeeringAttachment',
    {
      ...alike('peer_account_id', 'peer_region', 'peer_transit_gateway_id', 'transit_gateway_id'),
      options: without('a setting of routing that CloudFormation leaves to AWS'),
    },
    { tags: listOfTags },
  ),
  aws_ec2_transit_gateway_peering_attachment_accepter: noCounterpart(
    'CloudFormation has no accepter; the peer accepts what the attachment asks for',
    { id: terraformOnly('id') },
  ),
  aws_ec2_transit_gateway_route: resource('AWS::EC2::TransitGatewayRoute', {
    ...alike(
      'blackhole',
      'destination_cidr_block',
      'transit_gateway_attachment_id',
      'transit_gateway_route_table_id',
    ),
  }),
  aws_ec2_transit_gateway_vpc_attachment: resource(
    'AWS::EC2::TransitGatewayVpcAttachment',
    {
      ...alike('subnet_ids', 'transit_gateway_id', 'vpc_id'),
      appliance_mode_support: 'Options.ApplianceModeSupport',
      dns_support: 'Options.DnsSupport',
      ipv6_support: 'Options.Ipv6Support',
      security_group_referencing_support: without('a setting that CloudFormation leaves to the gateway'),
      transit_gateway_default_route_table_association: without('whether the default table is left again'),
      transit_gateway_default_route_table_propagation: without('whether the default table is left again'),
    },
    { tags: listOfTags },
  ),
};
