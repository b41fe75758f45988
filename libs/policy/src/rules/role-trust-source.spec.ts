import { assumedByService } from '@bulkhead/iam-policies';
import { policyResource } from '../testing';
import { account } from './examples';
import { ruleCases } from './rule-cases';
import { roleTrustSource } from './role-trust-source';

const role = (AssumeRolePolicyDocument: object) =>
  policyResource('Role', 'AWS::IAM::Role', { AssumeRolePolicyDocument });
const trust = (Service: string) => ({
  Statement: [{ Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole' }],
});

ruleCases(roleTrustSource, {
  compliant: {
    'a service for resources of the account': [
      role(
        assumedByService({
          sid: 'Tasks',
          service: 'ecs-tasks.amazonaws.com',
          account,
          sourceArns: `arn:aws:ecs:us-east-1:${account}:*`,
        }),
      ),
    ],
  },
  nonCompliant: { 'a service for anybody': [role(trust('ecs-tasks.amazonaws.com'))] },
  notApplicable: { 'a service that does not tell for whom': [role(trust('lambda.amazonaws.com'))] },
});
