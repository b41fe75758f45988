import { policyEnvironment, policyStack } from '../testing';
import { ruleCases } from './rule-cases';
import { noDynamicSsmReferences } from './no-dynamic-ssm-references';

const environment = (source: string) => policyEnvironment([policyStack([], { engine: 'cdk', source })]);

ruleCases(noDynamicSsmReferences, {
  compliant: { 'a template without one': environment('{}') },
  nonCompliant: {
    'a dynamic reference to a parameter': environment('{"Value":"{{resolve:ssm:/a/b}}"}'),
    'one to a secure parameter': environment('{"Value":"{{resolve:ssm-secure:/a/b:1}}"}'),
  },
});
