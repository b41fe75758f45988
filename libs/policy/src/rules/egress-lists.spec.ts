import { policyResource } from '../testing';
import { ruleCases } from './rule-cases';
import { egressLists } from './egress-lists';

const https = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '0.0.0.0/0' };
const group = (SecurityGroupEgress: readonly object[] | undefined) =>
  policyResource('Group', 'AWS::EC2::SecurityGroup', { SecurityGroupEgress });

ruleCases(egressLists, {
  compliant: {
    'no egress at all': [group([])],
    'one port to the internet, with the reason': [group([{ ...https, Description: 'AWS APIs' }])],
    'a port of another group': [
      group([{ IpProtocol: 'tcp', FromPort: 5432, ToPort: 5432, DestinationSecurityGroupId: 'sg-1' }]),
    ],
  },
  nonCompliant: {
    'no list, which is everything': [group(undefined)],
    everything: [group([{ IpProtocol: '-1', CidrIp: '0.0.0.0/0', Description: 'Everything' }])],
    'one port to the internet, without a reason': [group([https])],
    'a rule of its own': [
      policyResource('Rule', 'AWS::EC2::SecurityGroupEgress', { GroupId: 'sg-1', ...https }),
    ],
  },
});
