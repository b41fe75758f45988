import { policyResource } from '../testing';
import { ruleCases } from './rule-cases';
import { defaultSecurityGroupLocked } from './default-security-group-locked';

const locked = policyResource('Vpc', 'AWS::EC2::VPC', {}, { folded: ['aws_default_security_group.default'] });

ruleCases(defaultSecurityGroupLocked, {
  compliant: { 'a group that Terraform has taken the rules of': [locked] },
  nonCompliant: {
    'a group as AWS makes it': [policyResource('Vpc', 'AWS::EC2::VPC')],
    'a group that gets a rule': [
      locked,
      policyResource('Rule', 'AWS::EC2::SecurityGroupIngress', {
        GroupId: { 'Fn::GetAtt': ['Vpc', 'DefaultSecurityGroup'] },
        SourceSecurityGroupId: 'sg-1',
      }),
    ],
  },
});
