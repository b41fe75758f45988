import { policyResource } from '../testing';
import { account } from './examples';
import { functionPermissionSource } from './function-permission-source';
import { ruleCases } from './rule-cases';

const permission = (properties: object, Principal = 'events.amazonaws.com') => [
  policyResource('Permission', 'AWS::Lambda::Permission', {
    Action: 'lambda:InvokeFunction',
    FunctionName: 'count',
    Principal,
    ...properties,
  }),
];

ruleCases(functionPermissionSource, {
  compliant: {
    'a rule that is named': permission({ SourceArn: `arn:aws:events:us-east-1:${account}:rule/uploads` }),
    'an account that is named': permission({ SourceAccount: account }),
  },
  nonCompliant: { 'a service that acts for anybody': permission({}) },
  notApplicable: { 'a role': permission({}, `arn:aws:iam::${account}:role/caller`) },
});
