import { type BulkheadStack } from '@bulkhead/cdktf';
import { one, type Terraform } from '@bulkhead/cdktf/testing';
import { type NameScope } from '@bulkhead/naming';
import { type Attributes, suppressedBy, terraformWith } from '../testing';
import { UserSecret, type UserSecretProps } from './user-secret';

const keyArn = 'arn:aws:kms:eu-central-1:123456789012:key/1';
const replica = { region: 'eu-west-1', keyArn: 'arn:aws:kms:eu-west-1:123456789012:key/2' };

const build =
  (over: Partial<UserSecretProps> = {}) =>
  (stack: BulkheadStack, nameScope: NameScope) => {
    new UserSecret(stack, 'user', {
      nameScope,
      name: ['database', 'reader'],
      description: 'Reader of the database',
      keyArn,
      value: { username: 'reader' },
      passwordVersion: 1,
      isProtected: true,
      ...over,
    });
  };
const secretOf = (over: Partial<UserSecretProps> = {}) =>
  one(terraformWith(build(over)), 'aws_secretsmanager_secret');
const versionOf = (over: Partial<UserSecretProps> = {}) =>
  one(terraformWith(build(over)), 'aws_secretsmanager_secret_version');
const passwordOf = (terraform: Terraform): Attributes => {
  const { ephemeral } = terraform as unknown as {
    ephemeral: { aws_secretsmanager_random_password: Record<string, Attributes> };
  };
  const [password, ...others] = Object.values(ephemeral.aws_secretsmanager_random_password);
  expect(others).toEqual([]);
  return password ?? {};
};

describe('P1.3: the secret of a database user', () => {
  test('has the name and the key of its owner', () => {
    expect(secretOf()).toMatchObject({ name: 'bulkhead/test/database/reader', kms_key_id: keyArn });
  });

  test('has a replica under the key of the other region, if there is one', () => {
    expect(secretOf({ replica })['replica']).toEqual([{ region: 'eu-west-1', kms_key_id: replica.keyArn }]);
    expect(secretOf()).not.toHaveProperty('replica');
  });

  test('leaves its rotation to the stack of the database, and says so', () => {
    expect(suppressedBy(build())).toEqual(['HIPAA.Security-SecretsManagerRotationEnabled']);
  });
});

describe('P3.10: the password', () => {
  test('has 40 characters of every type, and none that RDS refuses or a shell misreads', () => {
    expect(passwordOf(terraformWith(build()))).toEqual({
      password_length: 40,
      exclude_characters: '/@" \'\\',
      require_each_included_type: true,
    });
  });

  test('is written to the secret by a write-only attribute, from a value of one run', () => {
    expect(versionOf()).toEqual({
      secret_id: expect.stringMatching(/^\$\{aws_secretsmanager_secret\.user_secret_\w+\.id\}$/),
      secret_string_wo: expect.stringMatching(
        /^\$\{jsonencode\(\{"engine" = "postgres", "username" = "reader", "password" = ephemeral\.aws_secretsmanager_random_password\.user_password_\w+\.random_password\}\)\}$/,
      ),
      secret_string_wo_version: 1,
    });
  });

  test('is in no attribute that Terraform stores', () => {
    expect(JSON.stringify(terraformWith(build()))).not.toMatch(/"(password|secret_string)":/);
  });

  test('changes only with its version', () => {
    const { secret_string_wo_version: raised, ...rest } = versionOf({ passwordVersion: 2 });
    expect(raised).toBe(2);
    expect(versionOf()).toMatchObject(rest);
  });
});

test.each([
  ['protected, a deleted secret can be restored for 30 days', true, 30],
  ['unprotected, a secret is deleted at once, so that its name is free again', false, 0],
])('P3.10, P4.6: %s', (_, isProtected, days) => {
  expect(secretOf({ isProtected })).toMatchObject({
    recovery_window_in_days: days,
    lifecycle: { prevent_destroy: isProtected },
  });
});
