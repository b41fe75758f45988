import { policyResource } from '../testing';
import { account } from './examples';
import { namedActions } from './named-actions';
import { ruleCases } from './rule-cases';

const role = (Action: string) =>
  policyResource('Role', 'AWS::IAM::Role', {
    AssumeRolePolicyDocument: {
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'ecs-tasks.amazonaws.com' },
          Action,
          Condition: { StringEquals: { 'aws:SourceAccount': account } },
        },
      ],
    },
  });

ruleCases(namedActions, {
  compliant: { 'an action by name': [role('sts:AssumeRole')] },
  nonCompliant: { 'every action there is': [role('*')] },
  notApplicable: { 'a group that says nothing': [policyResource('Group', 'AWS::IAM::Group')] },
});
