import { definedByCloudFormation, definedByTerraform } from '../../testing';

test('a rule with several peers is several rules, and a group may name itself', () => {
  const terraform = definedByTerraform({
    aws_security_group: {
      main: {
        description: 'Service',
        ingress: [
          { from_port: 443, to_port: 443, protocol: 'tcp', cidr_blocks: ['10.0.0.0/16', '10.1.0.0/16'] },
          { from_port: 80, to_port: 80, protocol: 'tcp', self: true, security_groups: ['sg-1'] },
        ],
        egress: [
          { from_port: 0, to_port: 0, protocol: '-1', ipv6_cidr_blocks: ['::/0'], prefix_list_ids: ['pl-1'] },
        ],
      },
    },
  });

  const https = { FromPort: 443, ToPort: 443, IpProtocol: 'tcp' };
  const http = { FromPort: 80, ToPort: 80, IpProtocol: 'tcp' };
  const anything = { FromPort: 0, ToPort: 0, IpProtocol: '-1' };
  expect(terraform).toEqual(
    definedByCloudFormation({
      SecurityGroupMain: {
        Type: 'AWS::EC2::SecurityGroup',
        Properties: {
          GroupDescription: 'Service',
          SecurityGroupIngress: [
            { ...https, CidrIp: '10.0.0.0/16' },
            { ...https, CidrIp: '10.1.0.0/16' },
            { ...http, SourceSecurityGroupId: 'sg-1' },
            { ...http, SourceSecurityGroupId: { 'Fn::GetAtt': ['SecurityGroupMain', 'GroupId'] } },
          ],
          SecurityGroupEgress: [
            { ...anything, CidrIpv6: '::/0' },
            { ...anything, DestinationPrefixListId: 'pl-1' },
          ],
        },
      },
    }),
  );
});

test('rules that are separate resources stay separate resources', () => {
  const terraform = definedByTerraform({
    aws_vpc_security_group_ingress_rule: {
      in: {
        security_group_id: 'sg-1',
        referenced_security_group_id: 'sg-2',
        ip_protocol: 'tcp',
        from_port: 5432,
        to_port: 5432,
        tags: { Name: 'in' },
      },
    },
    aws_vpc_security_group_egress_rule: {
      out: { security_group_id: 'sg-1', cidr_ipv4: '10.0.0.0/16', ip_protocol: '-1' },
    },
  });

  expect(terraform).toEqual(
    definedByCloudFormation({
      VpcSecurityGroupIngressRuleIn: {
        Type: 'AWS::EC2::SecurityGroupIngress',
        Properties: {
          GroupId: 'sg-1',
          SourceSecurityGroupId: 'sg-2',
          IpProtocol: 'tcp',
          FromPort: 5432,
          ToPort: 5432,
        },
      },
      VpcSecurityGroupEgressRuleOut: {
        Type: 'AWS::EC2::SecurityGroupEgress',
        Properties: { GroupId: 'sg-1', CidrIp: '10.0.0.0/16', IpProtocol: '-1' },
      },
    }),
  );
});

test('a default security group with rules is refused, since the model could not show them', () => {
  const rules = [{ from_port: 0, to_port: 0, protocol: '-1', cidr_blocks: ['0.0.0.0/0'] }];
  const read = () =>
    definedByTerraform({
      aws_vpc: { main: { cidr_block: '10.0.0.0/16' } },
      aws_default_security_group: { main: { vpc_id: '${aws_vpc.main.id}', egress: rules } },
    });

  expect(read).toThrow(expect.objectContaining({ code: 'OpenDefaultSecurityGroup' }));
});
