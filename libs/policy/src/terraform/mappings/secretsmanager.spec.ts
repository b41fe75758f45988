import { definedByCloudFormation, definedByTerraform } from '../../testing';

test('a secret with value, policy and rotation is the same in both engines', () => {
  const terraform = definedByTerraform({
    aws_secretsmanager_secret: {
      main: {
        name: 'main',
        kms_key_id: 'arn:key',
        recovery_window_in_days: 30,
        replica: [{ region: 'us-west-2', kms_key_id: 'arn:replica' }],
      },
    },
    aws_secretsmanager_secret_version: {
      main: { secret_id: '${aws_secretsmanager_secret.main.id}', secret_string: 'value' },
    },
    aws_secretsmanager_secret_policy: {
      main: {
        secret_arn: '${aws_secretsmanager_secret.main.arn}',
        policy: '{"Statement":[]}',
        block_public_policy: true,
      },
    },
    aws_secretsmanager_secret_rotation: {
      main: {
        secret_id: '${aws_secretsmanager_secret.main.id}',
        rotation_lambda_arn: 'arn:function',
        rotate_immediately: false,
        rotation_rules: { automatically_after_days: 30 },
      },
    },
  });

  expect(terraform).toEqual(
    definedByCloudFormation({
      SecretsmanagerSecretMain: {
        Type: 'AWS::SecretsManager::Secret',
        Properties: {
          Name: 'main',
          KmsKeyId: 'arn:key',
          ReplicaRegions: [{ Region: 'us-west-2', KmsKeyId: 'arn:replica' }],
          SecretString: 'value',
        },
      },
      SecretsmanagerSecretPolicyMain: {
        Type: 'AWS::SecretsManager::ResourcePolicy',
        Properties: {
          SecretId: { Ref: 'SecretsmanagerSecretMain' },
          ResourcePolicy: { Statement: [] },
          BlockPublicPolicy: true,
        },
      },
      SecretsmanagerSecretRotationMain: {
        Type: 'AWS::SecretsManager::RotationSchedule',
        Properties: {
          SecretId: { Ref: 'SecretsmanagerSecretMain' },
          RotationLambdaARN: 'arn:function',
          RotateImmediatelyOnUpdate: false,
          RotationRules: { AutomaticallyAfterDays: 30 },
        },
      },
    }),
  );
});

test('a value that is written once is a text, with parameters for its ephemeral parts', () => {
  const value = (secret_string_wo: string) => {
    const { SecretsmanagerSecretMain } = definedByTerraform(
      {
        aws_secretsmanager_secret: { main: { name: 'main' } },
        aws_secretsmanager_secret_version: {
          main: { secret_id: '${aws_secretsmanager_secret.main.id}', secret_string_wo },
        },
      },
      { ephemeral: { aws_secretsmanager_random_password: { new: {} } } },
    );
    return (SecretsmanagerSecretMain?.Properties as { SecretString?: unknown }).SecretString;
  };
  const password = 'ephemeral.aws_secretsmanager_random_password.new.random_password';
  const parameter = { Ref: 'EphemeralAwsSecretsmanagerRandomPasswordNew' };

  expect(value(`\${${password}}`)).toEqual(parameter);
  expect(value(`\${jsonencode({"username" = "ada", "password" = ${password}})}`)).toEqual({
    'Fn::Join': ['', ['{"username":', '"ada"', ',"password":', '"', parameter, '"', '}']],
  });
});
