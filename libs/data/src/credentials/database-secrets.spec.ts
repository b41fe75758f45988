import { type Terraform } from '@bulkhead/cdktf/testing';
import { type Attributes, show, shownIn, terraformWith } from '../testing';
import { DatabaseSecrets, type DatabaseSecretsProps } from './database-secrets';

function secretsOf(over: Partial<DatabaseSecretsProps> = {}, isReplicated = true): Terraform {
  return terraformWith((stack, nameScope) => {
    const { masterSecretArn, applicationSecretArn, keyArn } = new DatabaseSecrets(stack, 'secrets', {
      nameScope,
      masterUsername: 'chief',
      masterPasswordVersion: 1,
      replica: isReplicated ? { region: 'eu-west-1', provider: stack.providerOf('dr') } : undefined,
      isProtected: true,
      ...over,
    });
    show(stack, { masterSecretArn, applicationSecretArn, keyArn });
  });
}

/** The resource of a type that belongs to one of the two users. */
function of(terraform: Terraform, user: 'master' | 'application', type: string): Attributes {
  const own = Object.entries(terraform.resource[type] ?? {}).filter(([name]) =>
    name.startsWith(`secrets_${user}_`),
  );
  expect(own).toHaveLength(1);
  return own[0]?.[1] ?? {};
}
const versionOf = (from: Terraform, user: 'master' | 'application') =>
  of(from, user, 'aws_secretsmanager_secret_version');

describe('P1.3: the secrets of a database whose password RDS does not manage', () => {
  const secrets = secretsOf();

  test('are one for the master user and one for applications', () => {
    expect(Object.keys(secrets.resource['aws_secretsmanager_secret'] ?? {})).toHaveLength(2);
    expect(of(secrets, 'master', 'aws_secretsmanager_secret')['name']).toBe('bulkhead/test/database/master');
    expect(of(secrets, 'application', 'aws_secretsmanager_secret')['name']).toBe(
      'bulkhead/test/database/application',
    );
  });

  test('have the key of their region, and the key of the other region for their replicas', () => {
    for (const user of ['master', 'application'] as const) {
      expect(of(secrets, user, 'aws_secretsmanager_secret')).toMatchObject({
        kms_key_id: expect.stringMatching(/^\$\{aws_kms_key\.secrets_keys_encryption_key_/),
        replica: [
          {
            region: 'eu-west-1',
            kms_key_id: expect.stringMatching(/^\$\{aws_kms_key\.secrets_keys_replica-encryption_key_/),
          },
        ],
      });
    }
  });

  test('have no replica in an environment of one region', () => {
    const alone = secretsOf({}, false);
    for (const user of ['master', 'application'] as const)
      expect(of(alone, user, 'aws_secretsmanager_secret')).not.toHaveProperty('replica');
  });

  test('name their users, and that of applications names its master, which rotates it', () => {
    expect(versionOf(secrets, 'master')['secret_string_wo']).toMatch(/"username" = "chief", "password" = /);
    expect(versionOf(secrets, 'application')['secret_string_wo']).toMatch(
      /"username" = "application", "masterarn" = aws_secretsmanager_secret\.secrets_master_\w+\.arn,/,
    );
  });

  test('P1.11: name no host, because a failover replaces it', () => {
    expect(JSON.stringify(secrets.resource['aws_secretsmanager_secret_version'])).not.toContain('host');
  });

  test('have one password each', () => {
    const passwordOf = (user: 'master' | 'application') =>
      /ephemeral\.\w+\.(\w+)\./.exec(String(versionOf(secrets, user)['secret_string_wo']))?.[1];
    expect(passwordOf('master')).toMatch(/^secrets_master_/);
    expect(passwordOf('application')).toMatch(/^secrets_application_/);
  });

  test('a higher version gives the master a new password, and applications keep theirs', () => {
    const raised = secretsOf({ masterPasswordVersion: 2 });
    expect(versionOf(raised, 'master')['secret_string_wo_version']).toBe(2);
    expect(versionOf(raised, 'application')).toEqual(versionOf(secrets, 'application'));
  });

  test('are known to others by ARN, with the key of their region', () => {
    expect(shownIn(secrets)).toEqual({
      masterSecretArn: expect.stringMatching(/^\$\{aws_secretsmanager_secret\.secrets_master_\w+\.arn\}$/),
      applicationSecretArn: expect.stringMatching(
        /^\$\{aws_secretsmanager_secret\.secrets_application_\w+\.arn\}$/,
      ),
      keyArn: expect.stringMatching(/^\$\{aws_kms_key\.secrets_keys_encryption_key_\w+\.arn\}$/),
    });
  });

  test.each([true, false])(
    'P4.6: with `isProtected: %s`, are kept or deleted with their keys',
    (isProtected) => {
      const { resource } = secretsOf({ isProtected });
      for (const type of ['aws_secretsmanager_secret', 'aws_kms_key']) {
        expect(Object.values(resource[type] ?? {}).map(({ lifecycle }) => lifecycle)).toEqual([
          { prevent_destroy: isProtected },
          { prevent_destroy: isProtected },
        ]);
      }
    },
  );
});
