import { policyResource } from '../testing';
import { account, key } from './examples';
import { namedPrincipals } from './named-principals';
import { ruleCases } from './rule-cases';

const role = (Principal: unknown) =>
  policyResource('Role', 'AWS::IAM::Role', {
    AssumeRolePolicyDocument: {
      Statement: [
        {
          Effect: 'Allow',
          Principal,
          Action: 'sts:AssumeRole',
          Condition: { StringEquals: { 'aws:SourceAccount': account } },
        },
      ],
    },
  });

ruleCases(namedPrincipals, {
  compliant: {
    'a role for a service': [role({ Service: 'ecs-tasks.amazonaws.com' })],
    'a key for the account': [key('Key')],
  },
  nonCompliant: {
    'a role for everybody who comes for the account': [role('*')],
    'the same, in the longer spelling': [role({ AWS: '*' })],
  },
});
