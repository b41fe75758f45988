import {
  alike,
  getAtt,
  listOfTags,
  type MappingTable,
  partOf,
  ref,
  resource,
  timeouts,
  without,
} from '../mapping';
import { block, constant, json, listOfOne, property } from '../shapes';

const propagating = without('routes that a virtual private gateway adds by itself');

/** The network itself: VPC, subnets, gateways, routes, endpoints and flow logs. */
export const vpc: MappingTable = {
  aws_vpc: resource(
    'AWS::EC2::VPC',
    alike(
      'cidr_block',
      'enable_dns_hostnames',
      'enable_dns_support',
      'instance_tenancy',
      'ipv4_ipam_pool_id',
      'ipv4_netmask_length',
    ),
    {
      tags: listOfTags,
      attributes: {
        cidr_block: getAtt('CidrBlock'),
        default_security_group_id: getAtt('DefaultSecurityGroup'),
        default_network_acl_id: getAtt('DefaultNetworkAcl'),
      },
    },
  ),
  aws_subnet: resource(
    'AWS::EC2::Subnet',
    {
      ...alike(
        'assign_ipv6_address_on_creation',
        'availability_zone',
        'availability_zone_id',
        'cidr_block',
        'ipv6_cidr_block',
        'ipv6_native',
        'map_public_ip_on_launch',
        'outpost_arn',
        'vpc_id',
      ),
      enable_dns64: 'EnableDns64',
      ...timeouts,
    },
    { tags: listOfTags, attributes: { availability_zone: getAtt('AvailabilityZone') } },
  ),
  // In CloudFormation the attachment is a separate resource, but it adds nothing to the routes.
  aws_internet_gateway: resource(
    'AWS::EC2::InternetGateway',
    { vpc_id: without('AWS::EC2::VPCGatewayAttachment, which has no setting'), ...timeouts },
    { tags: listOfTags },
  ),
  aws_eip: resource(
    'AWS::EC2::EIP',
    {
      ...alike('address', 'domain', 'ipam_pool_id', 'network_border_group', 'public_ipv4_pool'),
      instance: 'InstanceId',
      ...timeouts,
    },
    // CloudFormation's Ref is the address.
    {
      tags: listOfTags,
      attributes: { id: getAtt('AllocationId'), allocation_id: getAtt('AllocationId'), public_ip: ref },
    },
  ),
  aws_nat_gateway: resource(
    'AWS::EC2::NatGateway',
    {
      ...alike(
        'allocation_id',
        'connectivity_type',
        'secondary_allocation_ids',
        'secondary_private_ip_address_count',
        'secondary_private_ip_addresses',
        'subnet_id',
      ),
      private_ip: 'PrivateIpAddress',
      ...timeouts,
    },
    { tags: listOfTags },
  ),
  aws_route_table: resource(
    'AWS::EC2::RouteTable',
    { vpc_id: 'VpcId', propagating_vgws: propagating, ...timeouts },
    { tags: listOfTags },
  ),
  aws_route: resource('AWS::EC2::Route', {
    ...alike(
      'carrier_gateway_id',
      'core_network_arn',
      'destination_cidr_block',
      'destination_ipv6_cidr_block',
      'destination_prefix_list_id',
      'gateway_id',
      'local_gateway_id',
      'nat_gateway_id',
      'network_interface_id',
      'route_table_id',
      'transit_gateway_id',
      'vpc_endpoint_id',
      'vpc_peering_connection_id',
    ),
    egress_only_gateway_id: 'EgressOnlyInternetGatewayId',
    ...timeouts,
  }),
  aws_route_table_association: resource('AWS::EC2::SubnetRouteTableAssociation', {
    ...alike('route_table_id', 'subnet_id'),
    ...timeouts,
  }),
  aws_vpc_endpoint: resource(
    'AWS::EC2::VPCEndpoint',
    {
      ...alike(
        'ip_address_type',
        'private_dns_enabled',
        'resource_configuration_arn',
        'route_table_ids',
        'security_group_ids',
        'service_name',
        'service_network_arn',
        'service_region',
        'subnet_ids',
        'vpc_endpoint_type',
        'vpc_id',
      ),
      auto_accept: without('acceptance by an owner in the same account'),
      policy: json('PolicyDocument'),
      dns_options: block(
        'DnsOptions',
        alike('dns_record_ip_type', 'private_dns_only_for_inbound_resolver_endpoint'),
      ),
      ...timeouts,
    },
    { tags: listOfTags },
  ),
  aws_vpc_endpoint_route_table_association: partOf('vpc_endpoint_id', {
    route_table_id: listOfOne('RouteTableIds'),
  }),
  aws_flow_log: resource(
    'AWS::EC2::FlowLog',
    {
      ...alike(
        'deliver_cross_account_role',
        'log_destination',
        'log_destination_type',
        'log_format',
        'log_group_name',
        'max_aggregation_interval',
        'traffic_type',
      ),
      iam_role_arn: 'DeliverLogsPermissionArn',
      vpc_id: [property('ResourceId'), constant('ResourceType', 'VPC')],
      subnet_id: [property('ResourceId'), constant('ResourceType', 'Subnet')],
      eni_id: [property('ResourceId'), constant('ResourceType', 'NetworkInterface')],
      transit_gateway_id: [property('ResourceId'), constant('ResourceType', 'TransitGateway')],
      destination_options: block('DestinationOptions', {
        ...alike('file_format', 'hive_compatible_partitions', 'per_hour_partition'),
      }),
    },
    { tags: listOfTags },
  ),
};
