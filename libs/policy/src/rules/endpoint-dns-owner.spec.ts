import { policyEnvironment, policyResource, policyStack } from '../testing';
import { ruleCases } from './rule-cases';
import { endpointDnsOwner } from './endpoint-dns-owner';

const endpoint = (logicalId: string, service: string, PrivateDnsEnabled = true) =>
  policyResource(logicalId, 'AWS::EC2::VPCEndpoint', {
    VpcId: 'vpc-1',
    ServiceName: `com.amazonaws.us-east-1.${service}`,
    PrivateDnsEnabled,
  });

ruleCases(endpointDnsOwner, {
  compliant: {
    'endpoints of different services': [endpoint('One', 'ssm'), endpoint('Two', 'logs')],
    'one with the private name': [endpoint('One', 'ssm'), endpoint('Two', 'ssm', false)],
  },
  nonCompliant: {
    'two of one service': [endpoint('One', 'ssm'), endpoint('Two', 'ssm')],
    'two of one service in two stacks': policyEnvironment([
      policyStack([endpoint('One', 'ssm')]),
      policyStack([endpoint('Two', 'ssm')], { stack: 'other' }),
    ]),
  },
  notApplicable: { 'a gateway endpoint': [endpoint('One', 's3', false)] },
});
