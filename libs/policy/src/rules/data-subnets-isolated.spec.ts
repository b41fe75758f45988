import { type PolicyResource } from '../model/policy-resource';
import { policyEnvironment, policyResource, policyStack } from '../testing';
import { ruleCases } from './rule-cases';
import { dataSubnetsIsolated } from './data-subnets-isolated';

const path = '/bulkhead/test/network/isolatedSubnetIds';
const environment = (routes: readonly PolicyResource[]) =>
  policyEnvironment([
    policyStack(
      [
        policyResource('Subnet', 'AWS::EC2::Subnet'),
        policyResource('Association', 'AWS::EC2::SubnetRouteTableAssociation', {
          SubnetId: { Ref: 'Subnet' },
          RouteTableId: { Ref: 'Table' },
        }),
        policyResource('Table', 'AWS::EC2::RouteTable'),
        ...routes,
        policyResource('Published', 'AWS::SSM::Parameter', {
          Type: 'String',
          Name: path,
          Value: { 'Fn::Join': [',', [{ Ref: 'Subnet' }]] },
        }),
      ],
      { app: 'network' },
    ),
    policyStack([
      policyResource('Subnets', 'AWS::RDS::DBSubnetGroup', { SubnetIds: { 'Bulkhead::Parameter': path } }),
    ]),
  ]);
const route = (target: Record<string, unknown>) =>
  policyResource('Route', 'AWS::EC2::Route', {
    RouteTableId: { Ref: 'Table' },
    DestinationCidrBlock: '0.0.0.0/0',
    ...target,
  });

ruleCases(dataSubnetsIsolated, {
  compliant: { 'subnets of another stack without a route out': environment([]) },
  nonCompliant: {
    'subnets with a route to the internet': environment([route({ GatewayId: { Ref: 'Gateway' } })]),
    'subnets with a route to a NAT gateway': environment([route({ NatGatewayId: { Ref: 'Nat' } })]),
    'subnets with an opening in their access list': environment([
      policyResource('ListAssociation', 'AWS::EC2::SubnetNetworkAclAssociation', {
        SubnetId: { Ref: 'Subnet' },
        NetworkAclId: { Ref: 'List' },
      }),
      policyResource('List', 'AWS::EC2::NetworkAcl'),
      policyResource('Entry', 'AWS::EC2::NetworkAclEntry', {
        NetworkAclId: { Ref: 'List' },
        RuleAction: 'allow',
        CidrBlock: '0.0.0.0/0',
      }),
    ]),
  },
  notApplicable: {
    'subnets that no stack has': [
      policyResource('Subnets', 'AWS::RDS::DBSubnetGroup', { SubnetIds: ['subnet-1'] }),
    ],
  },
});
