import { definedByCloudFormation, definedByTerraform } from '../../testing';

test('a network is the same in both engines', () => {
  const terraform = definedByTerraform({
    aws_vpc: { main: { cidr_block: '10.0.0.0/16', enable_dns_hostnames: true } },
    aws_default_security_group: { main: { vpc_id: '${aws_vpc.main.id}', ingress: [], egress: [] } },
    aws_subnet: {
      a: { vpc_id: '${aws_vpc.main.id}', cidr_block: '10.0.1.0/24', map_public_ip_on_launch: false },
    },
    aws_internet_gateway: { main: { vpc_id: '${aws_vpc.main.id}' } },
    aws_eip: { nat: { domain: 'vpc', depends_on: ['aws_internet_gateway.main'] } },
    aws_nat_gateway: {
      a: { allocation_id: '${aws_eip.nat.allocation_id}', subnet_id: '${aws_subnet.a.id}' },
    },
    aws_route_table: { a: { vpc_id: '${aws_vpc.main.id}' } },
    aws_route: {
      out: {
        route_table_id: '${aws_route_table.a.id}',
        destination_cidr_block: '0.0.0.0/0',
        nat_gateway_id: '${aws_nat_gateway.a.id}',
      },
    },
    aws_route_table_association: {
      a: { route_table_id: '${aws_route_table.a.id}', subnet_id: '${aws_subnet.a.id}' },
    },
    aws_flow_log: {
      main: {
        vpc_id: '${aws_vpc.main.id}',
        traffic_type: 'ALL',
        iam_role_arn: 'arn:role',
        log_destination: 'arn:logs',
      },
    },
    aws_vpc_endpoint: {
      s3: {
        vpc_id: '${aws_vpc.main.id}',
        service_name: 'com.amazonaws.us-east-1.s3',
        vpc_endpoint_type: 'Gateway',
        route_table_ids: ['${aws_route_table.a.id}'],
        policy: '{"Statement":[]}',
      },
    },
  });

  const vpc = { Ref: 'VpcMain' };
  expect(terraform).toEqual(
    definedByCloudFormation({
      VpcMain: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16', EnableDnsHostnames: true } },
      SubnetA: {
        Type: 'AWS::EC2::Subnet',
        Properties: { VpcId: vpc, CidrBlock: '10.0.1.0/24', MapPublicIpOnLaunch: false },
      },
      InternetGatewayMain: { Type: 'AWS::EC2::InternetGateway' },
      EipNat: { Type: 'AWS::EC2::EIP', Properties: { Domain: 'vpc' } },
      NatGatewayA: {
        Type: 'AWS::EC2::NatGateway',
        Properties: {
          AllocationId: { 'Fn::GetAtt': ['EipNat', 'AllocationId'] },
          SubnetId: { Ref: 'SubnetA' },
        },
      },
      RouteTableA: { Type: 'AWS::EC2::RouteTable', Properties: { VpcId: vpc } },
      RouteOut: {
        Type: 'AWS::EC2::Route',
        Properties: {
          RouteTableId: { Ref: 'RouteTableA' },
          DestinationCidrBlock: '0.0.0.0/0',
          NatGatewayId: { Ref: 'NatGatewayA' },
        },
      },
      RouteTableAssociationA: {
        Type: 'AWS::EC2::SubnetRouteTableAssociation',
        Properties: { RouteTableId: { Ref: 'RouteTableA' }, SubnetId: { Ref: 'SubnetA' } },
      },
      FlowLogMain: {
        Type: 'AWS::EC2::FlowLog',
        Properties: {
          ResourceId: vpc,
          ResourceType: 'VPC',
          TrafficType: 'ALL',
          DeliverLogsPermissionArn: 'arn:role',
          LogDestination: 'arn:logs',
        },
      },
      VpcEndpointS3: {
        Type: 'AWS::EC2::VPCEndpoint',
        Properties: {
          VpcId: vpc,
          ServiceName: 'com.amazonaws.us-east-1.s3',
          VpcEndpointType: 'Gateway',
          RouteTableIds: [{ Ref: 'RouteTableA' }],
          PolicyDocument: { Statement: [] },
        },
      },
    }),
  );
});

test('the routes to a gateway endpoint are part of it', () => {
  const terraform = definedByTerraform({
    aws_vpc_endpoint: {
      s3: { vpc_id: 'vpc-1', service_name: 'com.amazonaws.us-east-1.s3', route_table_ids: ['rtb-1'] },
    },
    aws_vpc_endpoint_route_table_association: {
      a: { vpc_endpoint_id: '${aws_vpc_endpoint.s3.id}', route_table_id: 'rtb-2' },
      b: { vpc_endpoint_id: '${aws_vpc_endpoint.s3.id}', route_table_id: 'rtb-3' },
    },
  });

  expect(terraform).toEqual(
    definedByCloudFormation({
      VpcEndpointS3: {
        Type: 'AWS::EC2::VPCEndpoint',
        Properties: {
          VpcId: 'vpc-1',
          ServiceName: 'com.amazonaws.us-east-1.s3',
          RouteTableIds: ['rtb-1', 'rtb-2', 'rtb-3'],
        },
      },
    }),
  );
});

test('entries of a network ACL are the same in both engines', () => {
  const terraform = definedByTerraform({
    aws_network_acl: { main: { vpc_id: 'vpc-1' } },
    aws_network_acl_rule: {
      in: {
        network_acl_id: '${aws_network_acl.main.id}',
        egress: false,
        protocol: 'tcp',
        rule_action: 'allow',
        rule_number: 100,
        cidr_block: '10.0.0.0/16',
        from_port: 5432,
        to_port: 5432,
      },
    },
    aws_network_acl_association: {
      a: { network_acl_id: '${aws_network_acl.main.id}', subnet_id: 'subnet-1' },
    },
  });

  expect(terraform).toEqual(
    definedByCloudFormation({
      NetworkAclMain: { Type: 'AWS::EC2::NetworkAcl', Properties: { VpcId: 'vpc-1' } },
      NetworkAclRuleIn: {
        Type: 'AWS::EC2::NetworkAclEntry',
        Properties: {
          NetworkAclId: { Ref: 'NetworkAclMain' },
          Egress: false,
          Protocol: 6,
          RuleAction: 'allow',
          RuleNumber: 100,
          CidrBlock: '10.0.0.0/16',
          PortRange: { From: 5432, To: 5432 },
        },
      },
      NetworkAclAssociationA: {
        Type: 'AWS::EC2::SubnetNetworkAclAssociation',
        Properties: { NetworkAclId: { Ref: 'NetworkAclMain' }, SubnetId: 'subnet-1' },
      },
    }),
  );
});
