import { policyEnvironment, policyStack } from '../testing';
import { ruleCases } from './rule-cases';
import { noSecretsInState } from './no-secrets-in-state';

const environment = (configuration: object) =>
  policyEnvironment([policyStack([], { engine: 'cdktf', source: JSON.stringify(configuration) })]);

ruleCases(noSecretsInState, {
  compliant: { 'a configuration without secrets': environment({ data: { aws_ssm_parameter: {} } }) },
  nonCompliant: {
    'a secret that Terraform reads': environment({ data: { aws_secretsmanager_secret_version: { a: {} } } }),
    'a password that Terraform makes': environment({ resource: { random_password: { a: {} } } }),
  },
  notApplicable: { 'a template of CDK': policyEnvironment([policyStack([])]) },
});
