import { literalSecretsIn } from './literal-secrets';

test.each([
  [{ MasterUserPassword: 'hunter2' }, ['MasterUserPassword']],
  [{ Environment: { Variables: { API_KEY: 'abc' } } }, ['Environment.Variables.API_KEY']],
  [
    { Containers: [{ Environment: [{ Name: 'A_SECRET', Value: 'abc' }] }] },
    ['Containers.Environment.A_SECRET'],
  ],
  [{ Note: '-----BEGIN RSA PRIVATE KEY-----' }, ['Note']],
  [{ Environment: { A: '{{resolve:secretsmanager:a:SecretString:b}}' } }, ['Environment.A']],
])('%j holds a secret', (properties, paths) => {
  expect(literalSecretsIn(properties)).toEqual(paths);
});

test.each([
  [{ MasterUserPassword: { Ref: 'Password' } }],
  [{ MasterUserPassword: '{{resolve:secretsmanager:a:SecretString:b}}' }],
  [{ ManageMasterUserPassword: true }],
  [{ MetadataOptions: { HttpTokens: 'required' } }],
  [{ SecretId: 'a' }],
  [{ GenerateSecretString: { SecretStringTemplate: '{"username":"a"}', PasswordLength: 32 } }],
  [{ Secrets: [{ Name: 'DATABASE_PASSWORD', ValueFrom: 'arn:aws:secretsmanager:us-east-1:1:secret:a' }] }],
  [{ Environment: [{ Name: 'DATABASE_SECRET', Value: 'arn:aws:secretsmanager:us-east-1:1:secret:a' }] }],
  [{ Environment: [{ Name: 'DATABASE_SECRET', Value: { Ref: 'Secret' } }] }],
  [{ Parameters: { password_encryption: 'scram-sha-256' } }],
])('%j holds none', (properties) => {
  expect(literalSecretsIn(properties)).toEqual([]);
});
