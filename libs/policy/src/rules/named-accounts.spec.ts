import { policyResource } from '../testing';
import { account, key } from './examples';
import { namedAccounts } from './named-accounts';
import { ruleCases } from './rule-cases';

const stranger = '999988887777';
const statement = { Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: '*' };
const secretPolicy = (rest: object) =>
  policyResource('Policy', 'AWS::SecretsManager::ResourcePolicy', {
    SecretId: 'test',
    ResourcePolicy: { Statement: [{ ...statement, ...rest }] },
  });
const role = (principal: string) =>
  policyResource('Role', 'AWS::IAM::Role', {
    AssumeRolePolicyDocument: {
      Statement: [{ Effect: 'Allow', Principal: { AWS: principal }, Action: 'sts:AssumeRole' }],
    },
  });
const logBucket = (principal: string) =>
  policyResource('Policy', 'AWS::S3::BucketPolicy', {
    Bucket: 'test',
    PolicyDocument: {
      Statement: [{ Effect: 'Allow', Principal: { AWS: principal }, Action: 's3:PutObject', Resource: '*' }],
    },
  });
const permission = (rest: object) =>
  policyResource('Permission', 'AWS::Lambda::Permission', {
    FunctionName: 'test',
    Action: 'lambda:InvokeFunction',
    ...rest,
  });

ruleCases(namedAccounts, {
  compliant: {
    'a role of the account': [secretPolicy({ Principal: { AWS: `arn:aws:iam::${account}:role/app` } })],
    'the account by its number': [role(account)],
    'the account behind a service': [
      permission({ Principal: 'events.amazonaws.com', SourceAccount: account }),
    ],
    'the key of the account': [key('Key')],
  },
  nonCompliant: {
    'a secret for another account': [
      secretPolicy({ Principal: { AWS: `arn:aws:iam::${stranger}:role/app` } }),
    ],
    'a role for another account': [role(`arn:aws:iam::${stranger}:root`)],
    'a role for another account, by its number': [role(stranger)],
    'everybody of another account': [
      secretPolicy({
        Principal: '*',
        Condition: { StringEquals: { 'aws:PrincipalAccount': [account, stranger] } },
      }),
    ],
    'a service for another account': [
      secretPolicy({
        Principal: { Service: 'config.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': stranger } },
      }),
    ],
    'a function for another account': [permission({ Principal: stranger })],
    'a function for the rules of another account': [
      permission({
        Principal: 'events.amazonaws.com',
        SourceArn: `arn:aws:events:us-east-1:${stranger}:rule/any`,
      }),
    ],
    'the account of load balancers, where no load balancer writes': [role('arn:aws:iam::127311923021:root')],
  },
  notApplicable: {
    'the account of load balancers, which deliver logs': [logBucket('arn:aws:iam::127311923021:root')],
  },
});
