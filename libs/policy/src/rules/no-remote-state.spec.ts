import { policyEnvironment, policyStack } from '../testing';
import { ruleCases } from './rule-cases';
import { noRemoteState } from './no-remote-state';

const environment = (source: string) => policyEnvironment([policyStack([], { engine: 'cdktf', source })]);

ruleCases(noRemoteState, {
  compliant: { 'a template without one': environment('{}') },
  nonCompliant: { 'the state of another stack': environment('{"data":{"terraform_remote_state":{}}}') },
  notApplicable: { 'a template of CDK': policyEnvironment([policyStack([])]) },
});
