import { readSecret } from './read-secret';

test('one secret can be read, and its key decrypts only this secret, through Secrets Manager', () => {
  expect(
    readSecret({ nameScope: { region: 'eu-west-1' }, secretArn: 'arn:secret', secretKeyArn: 'arn:key' }),
  ).toEqual([
    {
      Sid: 'ReadSecret',
      Effect: 'Allow',
      Action: 'secretsmanager:GetSecretValue',
      Resource: 'arn:secret',
    },
    {
      Sid: 'DecryptSecret',
      Effect: 'Allow',
      Action: 'kms:Decrypt',
      Resource: 'arn:key',
      Condition: {
        StringEquals: {
          'kms:ViaService': 'secretsmanager.eu-west-1.amazonaws.com',
          'kms:EncryptionContext:SecretARN': 'arn:secret',
        },
      },
    },
  ]);
});
