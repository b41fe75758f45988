import { policyEnvironment, policyStack } from '../testing';
import { ruleCases } from './rule-cases';
import { noCloudformationExports } from './no-cloudformation-exports';

const environment = (source: string) => policyEnvironment([policyStack([], { engine: 'cdk', source })]);

ruleCases(noCloudformationExports, {
  compliant: { 'a template without one': environment('{}') },
  nonCompliant: {
    'an export': environment('{"Outputs":{"A":{"Export":{"Name":"a"}}}}'),
    'an import': environment('{"Value":{"Fn::ImportValue":"a"}}'),
    'a reference to the output of a stack': environment('{"Value":{"Fn::GetStackOutput":{}}}'),
  },
  notApplicable: {
    'a configuration of Terraform': policyEnvironment([policyStack([], { engine: 'cdktf' })]),
  },
});
