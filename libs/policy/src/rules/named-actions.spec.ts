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
    'an action by name': [role('sts:AssumeRole')],
    'every action of the service that an endpoint leads to': [endpoint('kms:*')],
  },
  nonCompliant: {
    'every action there is': [role('*')],
    'an endpoint that lets every action pass': [endpoint('*')],
  },
  notApplicable: {
    'a group that says nothing': [policyResource('Group', 'AWS::IAM::Group')],
    'an endpoint without a policy of its own': [policyResource('Endpoint', 'AWS::EC2::VPCEndpoint')],
  },
});
