import { type AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { rds } from '@bulkhead/kms-policies';
import { App, TerraformStack } from 'cdktf';
import { EncryptionKey } from './encryption-key';

const nameScope = { environment: 'test', region: 'eu-central-1', account: '123456789012' };

interface KeyAttributes {
  readonly policy: string;
}

interface TerraformOutput {
  readonly resource: {
    readonly aws_kms_key: Readonly<Record<string, KeyAttributes>>;
    readonly aws_kms_alias: Readonly<Record<string, object>>;
  };
}

function encryptionKey(isProtected: boolean, provider?: AwsProvider) {
  const stack = new TerraformStack(new App(), 'stack');
  new EncryptionKey(stack, 'data', {
    nameScope,
    name: ['database', 'data'],
    encrypts: 'Patients',
    statements: [rds(nameScope)],
    isProtected,
    provider,
  });
  const { resource } = stack.toTerraform() as TerraformOutput;
  const [key] = Object.values(resource.aws_kms_key);
  const [alias] = Object.values(resource.aws_kms_alias);
  return { key, alias, policy: JSON.parse(key?.policy ?? '{}') as { Statement: readonly object[] } };
}

test('P4.1: the key rotates, and a deletion can be cancelled for 30 days', () => {
  expect(encryptionKey(true).key).toMatchObject({
    description: 'Patients of Bulkhead environment test',
    enable_key_rotation: true,
    deletion_window_in_days: 30,
  });
});

test.each([true, false])(
  'P4.1: Terraform refuses to delete the key if it is protected (%s)',
  (isProtected) => {
    expect(encryptionKey(isProtected).key).toMatchObject({ lifecycle: { prevent_destroy: isProtected } });
  },
);

test('P4.1: the account administers the key and cannot use it; the services of its policy can', () => {
  const [administration, ...users] = encryptionKey(true).policy.Statement;

  expect(administration).toMatchObject({ Principal: { AWS: 'arn:aws:iam::123456789012:root' } });
  expect(JSON.stringify(administration)).not.toMatch(/kms:(\*|Encrypt|Decrypt|GenerateDataKey|CreateGrant)/);
  expect(users).toEqual([rds(nameScope)].flat());
});

test('the alias points to the key, and its name is unique to the environment', () => {
  const { alias } = encryptionKey(true);

  expect(alias).toMatchObject({ name: expect.stringMatching(/^alias\/.*test.*database.*data/) as string });
  expect(JSON.stringify(alias)).toMatch(/aws_kms_key\.[\w-]+\.key_id/);
});

test('key and alias are in the region of the given provider', () => {
  const provider = { fqn: 'aws.replica' } as AwsProvider;
  const { key, alias } = encryptionKey(true, provider);

  expect(key).toMatchObject({ provider: 'aws.replica' });
  expect(alias).toMatchObject({ provider: 'aws.replica' });
});
