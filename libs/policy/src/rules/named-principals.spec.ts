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
          Condition: { StringEquals: { 'aws:PrincipalAccount': account } },
        },
      ],
    },
  });

ruleCases(namedPrincipals, {
  compliant: {
    'a role for the account': [role({ AWS: `arn:aws:iam::${account}:root` })],
    'a key for the account': [key('Key')],
  },
  nonCompliant: {
    'a role for everybody of the account': [role('*')],
    'the same, in the longer spelling': [role({ AWS: '*' })],
  },
});
