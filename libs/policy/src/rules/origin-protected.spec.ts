import { policyResource } from '../testing';
import { distribution } from './examples';
import { ruleCases } from './rule-cases';
import { originProtected } from './origin-protected';

const https = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443 };
const group = (id: string, ingress: readonly object[]) =>
  policyResource(id, 'AWS::EC2::SecurityGroup', { SecurityGroupIngress: ingress, SecurityGroupEgress: [] });
const balancer = (groups: readonly string[], rest: object = {}) =>
  policyResource('Balancer', 'AWS::ElasticLoadBalancingV2::LoadBalancer', {
    SecurityGroups: groups.map((id) => ({ 'Fn::GetAtt': [id, 'GroupId'] })),
    ...rest,
  });
const fromCloudFront = group('Group', [{ ...https, SourcePrefixListId: 'pl-1' }]);
const fromNetwork = { ...https, CidrIp: '203.0.113.0/24' };

ruleCases(originProtected, {
  compliant: {
    'the prefix list of CloudFront': [...distribution(), fromCloudFront, balancer(['Group'])],
  },
  nonCompliant: {
    'a network': [...distribution(), group('Group', [fromNetwork]), balancer(['Group'])],
    'everybody of IPv6': [
      ...distribution(),
      group('Group', [{ ...https, CidrIpv6: '::/0' }]),
      balancer(['Group']),
    ],
    'a network in a second group': [
      ...distribution(),
      fromCloudFront,
      group('Other', [fromNetwork]),
      balancer(['Group', 'Other']),
    ],
    'a network in a rule of its own': [
      ...distribution(),
      fromCloudFront,
      balancer(['Group']),
      policyResource('Rule', 'AWS::EC2::SecurityGroupIngress', {
        GroupId: { 'Fn::GetAtt': ['Group', 'GroupId'] },
        ...fromNetwork,
      }),
    ],
  },
  notApplicable: {
    'a load balancer without a distribution': [group('Group', [fromNetwork]), balancer(['Group'])],
    'an internal load balancer': [
      ...distribution(),
      group('Group', [fromNetwork]),
      balancer(['Group'], { Scheme: 'internal' }),
    ],
  },
});
