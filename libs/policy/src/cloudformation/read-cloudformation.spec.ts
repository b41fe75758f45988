import { readCloudFormation, sectionsOf } from './read-cloudformation';

const template = {
  Parameters: {
    ConsumeNetworkVpcId: {
      Type: 'AWS::SSM::Parameter::Value<String>',
      Default: '/bulkhead/test/network/vpcId',
    },
    Size: { Type: 'Number', Default: 1 },
  },
  Conditions: { Always: { 'Fn::Equals': [1, 1] } },
  Outputs: { Id: { Value: { Ref: 'Group' } } },
  Resources: {
    Group: {
      Type: 'AWS::EC2::SecurityGroup',
      Properties: { VpcId: { Ref: 'ConsumeNetworkVpcId' }, Size: { Ref: 'Size' } },
    },
    Cluster: { Type: 'AWS::RDS::DBCluster', DeletionPolicy: 'Retain' as const },
    Database: { Type: 'AWS::RDS::DBInstance' },
  },
};

test('a consumed parameter becomes its path; any other parameter stays a reference', () => {
  const group = readCloudFormation(template).find(({ logicalId }) => logicalId === 'Group');

  expect(group).toEqual({
    logicalId: 'Group',
    address: 'Group',
    type: 'AWS::EC2::SecurityGroup',
    properties: { VpcId: { 'Bulkhead::Parameter': '/bulkhead/test/network/vpcId' }, Size: { Ref: 'Size' } },
    folded: [],
    deletionPolicy: 'Delete',
  });
});

test('a missing deletion policy becomes the default of CloudFormation', () => {
  const policies = readCloudFormation(template).map(({ logicalId, deletionPolicy }) => [
    logicalId,
    deletionPolicy,
  ]);

  expect(policies).toEqual([
    ['Cluster', 'Retain'],
    ['Database', 'Snapshot'],
    ['Group', 'Delete'],
  ]);
});

test('the sections that resources refer to are kept, and no others', () => {
  expect(Object.keys(sectionsOf(template))).toEqual(['Conditions', 'Parameters']);
});
