import { policyEnvironment, policyStack } from '../testing';
import { ruleCases } from './rule-cases';
import { noSecretsInState } from './no-secrets-in-state';

const environment = (configuration: object) =>
  policyEnvironment([policyStack([], { engine: 'cdktf', source: JSON.stringify(configuration) })]);

const written = (attribute: string, value: string) => ({
  resource: { aws_secretsmanager_secret_version: { main: { [attribute]: value } } },
});

ruleCases(noSecretsInState, {
  compliant: {
    'a configuration without secrets': environment({ data: { aws_ssm_parameter: {} } }),
    'a password for one run': environment(written('secret_string_wo', '${ephemeral.random.a.result}')),
  },
  nonCompliant: {
    'a secret that Terraform reads': environment({ data: { aws_secretsmanager_secret_version: { a: {} } } }),
    'a password that the state would keep': environment(
      written('secret_string', '${ephemeral.random.a.result}'),
    ),
    'a password that is written out': environment(written('secret_string_wo', 'value')),
    'a password that Terraform makes': environment({ resource: { random_password: { a: {} } } }),
  },
  notApplicable: { 'a template of CDK': policyEnvironment([policyStack([])]) },
});
