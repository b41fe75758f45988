import { policyResource } from '../testing';
import { account } from './examples';
import { namedActions } from './named-actions';
import { ruleCases } from './rule-cases';

const role = (actions: { Action: string } | { NotAction: string }) =>
  policyResource('Role', 'AWS::IAM::Role', {
    AssumeRolePolicyDocument: {
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'ecs-tasks.amazonaws.com' },
          ...actions,
          Condition: { StringEquals: { 'aws:SourceAccount': account } },
        },
      ],
    },
  });

const endpoint = (Action: string) =>
  policyResource('Endpoint', 'AWS::EC2::VPCEndpoint', {
    PolicyDocument: {
      Statement: [
        {
          Effect: 'Allow',
          Principal: '*',
          Action,
          Resource: '*',
          Condition: { StringEquals: { 'aws:PrincipalAccount': account } },
        },
      ],
    },
  });

ruleCases(namedActions, {
  compliant: {
    'an action by name': [role({ Action: 'sts:AssumeRole' })],
    'every action of the service that an endpoint leads to': [endpoint('kms:*')],
  },
  nonCompliant: {
    'every action there is': [role({ Action: '*' })],
    'every action but one': [role({ NotAction: 'sts:TagSession' })],
    'every action, by more than one asterisk': [role({ Action: '**' })],
    'an endpoint that lets every action pass': [endpoint('*')],
  },
  notApplicable: {
    'a group that says nothing': [policyResource('Group', 'AWS::IAM::Group')],
    'an endpoint without a policy of its own': [policyResource('Endpoint', 'AWS::EC2::VPCEndpoint')],
  },
});
