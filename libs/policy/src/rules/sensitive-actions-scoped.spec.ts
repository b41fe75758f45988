import { policyResource } from '../testing';
import { ruleCases } from './rule-cases';
import { sensitiveActionsScoped } from './sensitive-actions-scoped';

const policy = (statement: Record<string, unknown>) =>
  policyResource('Policy', 'AWS::IAM::Policy', {
    PolicyDocument: { Statement: [{ Effect: 'Allow', ...statement }] },
  });

ruleCases(sensitiveActionsScoped, {
  compliant: {
    'one secret': [policy({ Action: 'secretsmanager:GetSecretValue', Resource: { Ref: 'Secret' } })],
    'what reads no data, on everything': [policy({ Action: 'ec2:DescribeInstances', Resource: '*' })],
  },
  nonCompliant: {
    'every secret': [policy({ Action: ['secretsmanager:GetSecretValue'], Resource: '*' })],
    'every object, by a pattern': [policy({ Action: 's3:Get*', Resource: ['*'] })],
  },
  notApplicable: { 'a role without a policy': [policyResource('Role', 'AWS::IAM::Role')] },
});
