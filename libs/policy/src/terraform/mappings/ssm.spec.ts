import { definedByCloudFormation, definedByTerraform } from '../../testing';

test('a published parameter is the same in both engines', () => {
  const terraform = definedByTerraform(
    {
      aws_ssm_parameter: {
        ids: {
          name: '/bulkhead/test/network/subnetIds',
          type: 'StringList',
          insecure_value: '${join(",", [aws_subnet.a.id, aws_subnet.b.id])}',
          tags: { owner: 'network' },
        },
      },
      aws_subnet: { a: { cidr_block: '10.0.1.0/24' }, b: { cidr_block: '10.0.2.0/24' } },
    },
    { provider: { aws: [{ default_tags: [{ tags: { environment: 'test', owner: 'platform' } }] }] } },
  );

  const tags = [
    { Key: 'environment', Value: 'test' },
    { Key: 'owner', Value: 'platform' },
  ];
  expect(terraform).toEqual(
    definedByCloudFormation({
      SsmParameterIds: {
        Type: 'AWS::SSM::Parameter',
        Properties: {
          Name: '/bulkhead/test/network/subnetIds',
          Type: 'StringList',
          Value: { 'Fn::Join': [',', [{ Ref: 'SubnetA' }, { Ref: 'SubnetB' }]] },
          Tags: { environment: 'test', owner: 'network' },
        },
      },
      SubnetA: { Type: 'AWS::EC2::Subnet', Properties: { CidrBlock: '10.0.1.0/24', Tags: tags } },
      SubnetB: { Type: 'AWS::EC2::Subnet', Properties: { CidrBlock: '10.0.2.0/24', Tags: tags } },
    }),
  );
});
