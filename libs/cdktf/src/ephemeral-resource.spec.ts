import { SecretsmanagerSecretVersion } from '@cdktf/provider-aws/lib/secretsmanager-secret-version';
import { App, Fn, TerraformStack } from 'cdktf';
import { EphemeralResource } from './ephemeral-resource';

test('an ephemeral resource is in its own section, and references to it start with ephemeral', () => {
  const stack = new TerraformStack(new App(), 'stack');
  const password = new EphemeralResource(stack, 'password', 'aws_secretsmanager_random_password', {
    password_length: 40,
  });
  new SecretsmanagerSecretVersion(stack, 'version', {
    secretId: 'secret',
    secretStringWo: Fn.jsonencode({ password: password.expressionFor('random_password') }),
    secretStringWoVersion: 1,
  });

  const { ephemeral, resource } = stack.toTerraform() as Record<string, Record<string, object>>;
  expect(ephemeral).toEqual({ aws_secretsmanager_random_password: { password: { password_length: 40 } } });
  expect(resource?.['aws_secretsmanager_secret_version']).toMatchObject({
    version: {
      secret_string_wo:
        '${jsonencode({"password" = ephemeral.aws_secretsmanager_random_password.password.random_password})}',
    },
  });
});

test('attributes may refer to other elements of the stack', () => {
  const stack = new TerraformStack(new App(), 'stack');
  const version = new SecretsmanagerSecretVersion(stack, 'version', { secretId: 'secret' });
  new EphemeralResource(stack, 'read', 'aws_secretsmanager_secret_version', { secret_id: version.secretId });

  expect(stack.toTerraform()).toMatchObject({
    ephemeral: {
      aws_secretsmanager_secret_version: {
        read: { secret_id: '${aws_secretsmanager_secret_version.version.secret_id}' },
      },
    },
  });
});
