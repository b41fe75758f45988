import { policyResource, policyStack } from '../testing';
import { templateOf } from './template-of';

test('a consumed parameter is a template parameter of an SSM type', () => {
  const stack = policyStack(
    [
      policyResource(
        'Endpoint',
        'AWS::EC2::VPCEndpoint',
        {
          VpcId: { 'Bulkhead::Parameter': '/bulkhead/test/network/vpcId' },
          SubnetIds: { 'Bulkhead::Parameter': '/bulkhead/test/network/subnetIds' },
        },
        { deletionPolicy: 'Retain' },
      ),
    ],
    {
      consumes: [
        { path: '/bulkhead/test/network/subnetIds', kind: 'list' },
        { path: '/bulkhead/test/network/vpcId' },
      ],
    },
  );

  expect(templateOf(stack)).toEqual({
    Parameters: {
      ConsumedBulkheadTestNetworkVpcId: {
        Type: 'AWS::SSM::Parameter::Value<String>',
        Default: '/bulkhead/test/network/vpcId',
      },
      ConsumedBulkheadTestNetworkSubnetIds: {
        Type: 'AWS::SSM::Parameter::Value<List<String>>',
        Default: '/bulkhead/test/network/subnetIds',
      },
    },
    Resources: {
      Endpoint: {
        Type: 'AWS::EC2::VPCEndpoint',
        Properties: {
          VpcId: { Ref: 'ConsumedBulkheadTestNetworkVpcId' },
          SubnetIds: { Ref: 'ConsumedBulkheadTestNetworkSubnetIds' },
        },
        DeletionPolicy: 'Retain',
      },
    },
  });
});

test('sections of the original template stay, including its parameters', () => {
  const sections = { Conditions: { Always: {} }, Parameters: { Size: { Type: 'Number' } } };

  expect(templateOf(policyStack([], { sections }))).toEqual({ ...sections, Resources: {} });
});
