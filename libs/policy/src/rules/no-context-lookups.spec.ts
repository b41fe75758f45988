import { policyEnvironment, policyStack } from '../testing';
import { ruleCases } from './rule-cases';
import { noContextLookups } from './no-context-lookups';

const environment = (source: string) => policyEnvironment([policyStack([], { engine: 'cdk', source })]);

ruleCases(noContextLookups, {
  compliant: { 'a template without one': environment('{}') },
  nonCompliant: {
    'a parameter that was looked up': environment('{"Value":"dummy-value-for-/a/b"}'),
    'a VPC that was looked up': environment('{"VpcId":"vpc-12345"}'),
  },
  notApplicable: {
    'a configuration of Terraform': policyEnvironment([policyStack([], { engine: 'cdktf' })]),
  },
});
