import { resourcesOf, type Terraform, terraformOf } from '@bulkhead/cdktf/testing';
import { CredentialsStack } from './credentials-stack';
import { type Attributes, contextOf, credentialsOf, ephemeralsOf, parsed } from './testing';

const globalPresets = ['patient-data', 'web-multi-region', 'hipaa-dr'] as const;
const drRegions = {
  'patient-data': 'ap-southeast-2',
  'web-multi-region': 'us-west-2',
  'hipaa-dr': 'eu-west-1',
};

describe.each(globalPresets)('%s', (preset) => {
  const terraform = credentialsOf(preset);
  const secrets = resourcesOf(terraform, 'aws_secretsmanager_secret');

  test('P1.3: both secrets have a key of the stack, and their replicas have a key of the DR region', () => {
    expect(secrets.map(({ name }) => name)).toEqual([
      'bulkhead/test/database/application',
      'bulkhead/test/database/master',
    ]);
    const keys = terraform.resource['aws_kms_key'] ?? {};
    const keyOf = (reference: unknown) =>
      keys[/aws_kms_key\.([^.]+)\.arn/.exec(String(reference))?.[1] ?? ''];
    for (const secret of secrets) {
      const [replica] = secret['replica'] as Record<string, unknown>[];
      expect(replica?.['region']).toBe(drRegions[preset]);
      expect(keyOf(secret['kms_key_id'])).not.toHaveProperty('provider');
      expect(keyOf(replica?.['kms_key_id'])?.['provider']).toBe('aws.dr');
    }
  });

  test('P3.9: the DR region has a provider of its own, with the same account and tags', () => {
    const [own, dr] = terraform.provider['aws'] ?? [];
    expect(dr).toEqual({ ...own, alias: 'dr', region: drRegions[preset] });
  });

  test('P3.7: each key allows Secrets Manager of its own region, and nobody without a condition', () => {
    for (const key of resourcesOf(terraform, 'aws_kms_key')) {
      const region =
        key['provider'] === undefined ? contextOf('credentials', preset).region : drRegions[preset];
      const [administration, ...uses] = parsed(key['policy']).Statement;
      expect(administration?.['Sid']).toBe('AccountAdministration');
      const [use, grants, ...others] = uses;
      expect([use?.['Sid'], grants?.['Sid']]).toEqual(['SecretsManager', 'SecretsManagerGrants']);
      // A writer of the secret also uses the key of the replica.
      expect(others).toHaveLength(key['provider'] === undefined ? 0 : 1);
      for (const { Condition } of [use, grants] as Attributes[]) {
        expect(Condition).toMatchObject({
          StringEquals: { 'kms:ViaService': `secretsmanager.${region}.amazonaws.com` },
        });
      }
    }
  });
});

describe('P3.10: the passwords', () => {
  const terraform = credentialsOf('hipaa-dr');
  const versionsOf = ({ resource }: Terraform) => resource['aws_secretsmanager_secret_version'] ?? {};
  const versionOf = (user: string, from = terraform) =>
    Object.entries(versionsOf(from)).find(([name]) => name.startsWith(`secrets_${user}_`))?.[1] ?? {};

  test.each([
    ['master', /"username" = "bulkhead", "password" = /],
    ['application', /"username" = "application", "masterarn" = aws_secretsmanager_secret\.secrets_master_/],
  ])('the password of %s is generated for one run and written only to the secret', (user, value) => {
    expect(versionOf(user)).toEqual({
      secret_id: expect.stringMatching(`^\\$\\{aws_secretsmanager_secret\\.secrets_${user}_`),
      secret_string_wo: expect.stringMatching(value),
      secret_string_wo_version: 1,
    });
    expect(versionOf(user)['secret_string_wo']).toMatch(
      new RegExp(`"password" = ephemeral\\.aws_secretsmanager_random_password\\.secrets_${user}_`),
    );
    expect(JSON.stringify(terraform)).not.toMatch(/"(password|secret_string)":/);
  });

  test('they have 40 characters, and no character that RDS refuses', () => {
    const passwords = Object.values(ephemeralsOf(terraform)['aws_secretsmanager_random_password'] ?? {});
    expect(passwords).toHaveLength(2);
    for (const password of passwords) {
      expect(password).toMatchObject({ password_length: 40, exclude_characters: '/@" \'\\' });
    }
  });

  test('P1.3: a higher version generates a new master password, and no other', () => {
    const raised = credentialsOf('hipaa-dr', { credentials: { masterPasswordVersion: 2 } });
    expect(versionOf('master', raised)['secret_string_wo_version']).toBe(2);
    expect(versionOf('application', raised)).toEqual(versionOf('application'));
  });

  test('P1.11: no secret names a host, because a failover replaces the host', () => {
    expect(JSON.stringify(versionsOf(terraform))).not.toContain('host');
  });
});

test('P3.10, P4.6: secrets can be restored for 30 days, or are deleted at once in an unprotected environment', () => {
  const windows = (isProtected: boolean) =>
    resourcesOf(
      credentialsOf('hipaa-dr', { environment: { protected: isProtected } }),
      'aws_secretsmanager_secret',
    ).map(({ recovery_window_in_days: days, lifecycle }) => [days, lifecycle]);
  expect(windows(true)).toEqual(Array(2).fill([30, { prevent_destroy: true }]));
  expect(windows(false)).toEqual(Array(2).fill([0, { prevent_destroy: false }]));
});

test('P1.3: an environment of one region has its secrets in that region, and no second provider', () => {
  const terraform = credentialsOf('saas', {
    relational: { credentials: 'own' },
    credentials: { masterPasswordVersion: 1 },
  });
  expect(terraform.provider['aws']).toHaveLength(1);
  expect(resourcesOf(terraform, 'aws_kms_key')).toHaveLength(1);
  for (const secret of resourcesOf(terraform, 'aws_secretsmanager_secret')) {
    expect(secret).not.toHaveProperty('replica');
  }
});

test('`database-credentials` publishes the ARNs of the secrets and of their key', () => {
  const context = contextOf('credentials', 'patient-data');
  const parameters = terraformOf(CredentialsStack, context).resource['aws_ssm_parameter'] ?? {};
  context.requireEverythingDeclaredUsed();
  expect(Object.entries(parameters).map(([name, { insecure_value: value }]) => [name, value])).toEqual([
    [
      'publish-database-credentials-applicationSecretArn',
      expect.stringMatching(/secrets_application_.*\.arn\}$/),
    ],
    [
      'publish-database-credentials-keyArn',
      expect.stringMatching(/aws_kms_key\.secrets_keys_encryption_key_.*\.arn\}$/),
    ],
    ['publish-database-credentials-masterSecretArn', expect.stringMatching(/secrets_master_.*\.arn\}$/)],
  ]);
});
