import { policyResource } from '../testing';
import { globalCluster, task } from './examples';
import { ruleCases } from './rule-cases';
import { noSecretValues } from './no-secret-values';

const parameter = (Name: string, Value: string) =>
  policyResource('Parameter', 'AWS::SSM::Parameter', { Type: 'String', Name, Value });

ruleCases(noSecretValues, {
  compliant: {
    'a password that is a reference': globalCluster(),
    'the ARN of a secret in the environment': [
      task({
        Environment: [{ Name: 'DATABASE_SECRET_ARN', Value: 'arn:aws:secretsmanager:us-east-1:1:secret:a' }],
      }),
    ],
    'a secret that ECS fetches': [
      task({ Secrets: [{ Name: 'DATABASE_PASSWORD', ValueFrom: { Ref: 'Secret' } }] }),
    ],
    'a published name': [parameter('/bulkhead/test/database/secretName', 'bulkhead-test')],
  },
  nonCompliant: {
    'a literal master password': globalCluster({ MasterUserPassword: 'hunter2hunter2' }),
    'a password in the environment of a container': [
      task({ Environment: [{ Name: 'DATABASE_PASSWORD', Value: 'hunter2' }] }),
    ],
    'a token in the environment of a function': [
      policyResource('Function', 'AWS::Lambda::Function', {
        Environment: { Variables: { API_TOKEN: 'abc' } },
      }),
    ],
    'a secret that CloudFormation writes into the environment': [
      task({
        Environment: [{ Name: 'DATABASE', Value: '{{resolve:secretsmanager:a:SecretString:password}}' }],
      }),
    ],
    'an access key under any name': [parameter('/bulkhead/test/app/note', 'AKIAIOSFODNN7EXAMPLE')],
    'a password as a parameter': [parameter('/bulkhead/test/app/password', 'hunter2')],
  },
});
