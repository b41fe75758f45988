import { definedByCloudFormation, definedByTerraform } from '../../testing';

test('a Transit Gateway with an attached VPC is the same in both engines', () => {
  const link = {
    transit_gateway_attachment_id: '${aws_ec2_transit_gateway_vpc_attachment.main.id}',
    transit_gateway_route_table_id: '${aws_ec2_transit_gateway_route_table.main.id}',
  };
  const terraform = definedByTerraform({
    aws_ec2_transit_gateway: {
      main: { amazon_side_asn: 64512, auto_accept_shared_attachments: 'disable', dns_support: 'enable' },
    },
    aws_ec2_transit_gateway_route_table: {
      main: { transit_gateway_id: '${aws_ec2_transit_gateway.main.id}', tags: { Name: 'transit' } },
    },
    aws_ec2_transit_gateway_vpc_attachment: {
      main: {
        transit_gateway_id: '${aws_ec2_transit_gateway.main.id}',
        vpc_id: 'vpc-1',
        subnet_ids: ['subnet-1'],
        dns_support: 'enable',
        transit_gateway_default_route_table_association: false,
      },
    },
    aws_ec2_transit_gateway_route_table_association: { main: link },
    aws_ec2_transit_gateway_route_table_propagation: { main: link },
    aws_route: {
      peer: {
        route_table_id: 'rtb-1',
        destination_cidr_block: '10.1.0.0/16',
        transit_gateway_id: '${aws_ec2_transit_gateway.main.id}',
      },
    },
  });

  const gateway = { Ref: 'Ec2TransitGatewayMain' };
  const linked = {
    TransitGatewayAttachmentId: { Ref: 'Ec2TransitGatewayVpcAttachmentMain' },
    TransitGatewayRouteTableId: { Ref: 'Ec2TransitGatewayRouteTableMain' },
  };
  expect(terraform).toEqual(
    definedByCloudFormation({
      Ec2TransitGatewayMain: {
        Type: 'AWS::EC2::TransitGateway',
        Properties: { AmazonSideAsn: 64512, AutoAcceptSharedAttachments: 'disable', DnsSupport: 'enable' },
      },
      Ec2TransitGatewayRouteTableMain: {
        Type: 'AWS::EC2::TransitGatewayRouteTable',
        Properties: { TransitGatewayId: gateway, Tags: [{ Key: 'Name', Value: 'transit' }] },
      },
      Ec2TransitGatewayVpcAttachmentMain: {
        Type: 'AWS::EC2::TransitGatewayVpcAttachment',
        Properties: {
          TransitGatewayId: gateway,
          VpcId: 'vpc-1',
          SubnetIds: ['subnet-1'],
          Options: { DnsSupport: 'enable' },
        },
      },
      Ec2TransitGatewayRouteTableAssociationMain: {
        Type: 'AWS::EC2::TransitGatewayRouteTableAssociation',
        Properties: linked,
      },
      Ec2TransitGatewayRouteTablePropagationMain: {
        Type: 'AWS::EC2::TransitGatewayRouteTablePropagation',
        Properties: linked,
      },
      RoutePeer: {
        Type: 'AWS::EC2::Route',
        Properties: {
          RouteTableId: 'rtb-1',
          DestinationCidrBlock: '10.1.0.0/16',
          TransitGatewayId: gateway,
        },
      },
    }),
  );
});
