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
    'the secrets of an application': [
      policy({
        Action: 'secretsmanager:GetSecretValue',
        Resource: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:bulkhead-prod-*',
      }),
    ],
    'every key, for one secret': [
      policy({
        Action: 'kms:Decrypt',
        Resource: 'arn:aws:kms:us-east-1:111122223333:key/*',
        Condition: { StringEquals: { 'kms:EncryptionContext:SecretARN': { Ref: 'Secret' } } },
      }),
    ],
    'what reads no data, on everything': [policy({ Action: 'ec2:DescribeInstances', Resource: '*' })],
  },
  nonCompliant: {
    'every secret': [policy({ Action: ['secretsmanager:GetSecretValue'], Resource: '*' })],
    'every object, by a pattern': [policy({ Action: 's3:Get*', Resource: ['*'] })],
    'every object, by an ARN': [policy({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::*' })],
    'every secret of the account': [
      policy({
        Action: 'secretsmanager:GetSecretValue',
        Resource: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:*',
      }),
    ],
    'every parameter, under a condition that says nothing of it': [
      policy({
        Action: 'ssm:GetParameters',
        Resource: '*',
        Condition: {
          StringEquals: { 'aws:RequestedRegion': 'us-east-1' },
          Bool: { 'aws:SecureTransport': 'true' },
        },
      }),
    ],
    'every object but one': [policy({ Action: 's3:GetObject', NotResource: 'arn:aws:s3:::one/*' })],
  },
  notApplicable: { 'a role without a policy': [policyResource('Role', 'AWS::IAM::Role')] },
});
