import { policyEnvironment, policyStack } from '../testing';
import { ruleCases } from './rule-cases';
import { noSecretOutputs } from './no-secret-outputs';

const environment = (template: object) =>
  policyEnvironment([policyStack([], { source: JSON.stringify(template) })]);

ruleCases(noSecretOutputs, {
  compliant: {
    'no output': environment({}),
    'the ARN of a secret': environment({ Outputs: { SecretArn: { Value: { Ref: 'Secret' } } } }),
  },
  nonCompliant: {
    'a secret that CloudFormation resolves': environment({
      Outputs: { Value: { Value: '{{resolve:secretsmanager:a:SecretString:password}}' } },
    }),
    'a literal password': environment({ Outputs: { Password: { Value: 'hunter2' } } }),
    'a secret that Terraform has read': environment({
      output: { value: { value: '${aws_secretsmanager_secret_version.a.secret_string}' } },
    }),
  },
});
