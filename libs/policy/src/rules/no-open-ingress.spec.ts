import { type PolicyResource } from '../model/policy-resource';
import { policyResource } from '../testing';
import { ruleCases } from './rule-cases';
import { noOpenIngress } from './no-open-ingress';

const rule = (port: number, CidrIp = '0.0.0.0/0') => ({
  IpProtocol: 'tcp',
  FromPort: port,
  ToPort: port,
  CidrIp,
});
const group = (SecurityGroupIngress: readonly object[]): PolicyResource =>
  policyResource('Group', 'AWS::EC2::SecurityGroup', { SecurityGroupIngress, SecurityGroupEgress: [] });
const balanced = (ingress: readonly object[]) => [
  group(ingress),
  policyResource('Balancer', 'AWS::ElasticLoadBalancingV2::LoadBalancer', {
    SecurityGroups: [{ 'Fn::GetAtt': ['Group', 'GroupId'] }],
  }),
];

ruleCases(noOpenIngress, {
  compliant: {
    'HTTPS and its redirect at a load balancer': balanced([rule(443), rule(80)]),
    'a port for another group': [
      group([{ IpProtocol: 'tcp', FromPort: 5432, ToPort: 5432, SourceSecurityGroupId: 'sg-1' }]),
    ],
    'a port for addresses of the network': [group([rule(5432, '10.0.0.0/8')])],
  },
  nonCompliant: {
    'SSH at a load balancer': balanced([rule(22)]),
    'HTTPS elsewhere': [group([rule(443)])],
    'half of the internet': [group([rule(443, '128.0.0.0/1')])],
    'every port, over version 6': balanced([{ IpProtocol: '-1', CidrIpv6: '::/0' }]),
    'a rule of its own': [
      policyResource('Rule', 'AWS::EC2::SecurityGroupIngress', { GroupId: 'sg-1', ...rule(5432) }),
    ],
  },
});
