import { resourcesOf, terraformOf, type Terraform } from '@bulkhead/cdktf/testing';
import { type EnvironmentDefinition } from '@bulkhead/config';
import { sharedStackContext } from '@bulkhead/stack/testing';
import { FileSystemStack } from './file-system-stack';

type Attributes = Record<string, unknown>;

const contextOf = (settings: object = {}, more: object = {}) =>
  sharedStackContext(
    { app: 'database', stack: 'file-system', consumes: ['network'], publishes: ['file-system'] },
    {
      preset: 'patient-data',
      ...more,
      apps: { database: { 'file-system': settings } },
    } as Partial<EnvironmentDefinition>,
  );
const synthesize = (settings: object = {}, more: object = {}) =>
  terraformOf(FileSystemStack, contextOf(settings, more));
const one = (terraform: Terraform, type: string): Attributes => {
  const resources = resourcesOf(terraform, type);
  expect(resources).toHaveLength(1);
  return resources[0] ?? {};
};

describe('P1.6: the file system', () => {
  const terraform = synthesize();

  test('is encrypted by the customer managed key', () => {
    expect(one(terraform, 'aws_efs_file_system')).toMatchObject({
      encrypted: true,
      kms_key_id: expect.stringMatching(/^\$\{aws_kms_key\.[^}]+\.arn\}$/),
    });
  });

  test('has a mount target in the isolated subnet of each zone, behind a security group without a rule', () => {
    const targets = terraform.resource['aws_efs_mount_target'] ?? {};
    expect(Object.keys(targets).map((name) => /ap-southeast-1[a-c]/.exec(name)?.[0])).toEqual([
      'ap-southeast-1a',
      'ap-southeast-1b',
      'ap-southeast-1c',
    ]);
    Object.values(targets).forEach((target, index) => {
      expect(target['subnet_id']).toMatch(new RegExp(`element\\(.*isolatedSubnetIds.*, ${index}\\)`));
      expect(target['security_groups']).toEqual([expect.stringMatching(/^\$\{aws_security_group\./)]);
    });
    const group = one(terraform, 'aws_security_group');
    expect(group).not.toHaveProperty('ingress');
    expect(group).not.toHaveProperty('egress');
  });

  test('moves unread files to cheaper storage, and moves them back when somebody reads them', () => {
    expect(one(terraform, 'aws_efs_file_system')['lifecycle_policy']).toEqual([
      { transition_to_ia: 'AFTER_30_DAYS' },
      { transition_to_primary_storage_class: 'AFTER_1_ACCESS' },
    ]);
    const archived = synthesize({ infrequentAccessAfterDays: 1, archiveAfterDays: 90 });
    expect(one(archived, 'aws_efs_file_system')['lifecycle_policy']).toEqual([
      { transition_to_ia: 'AFTER_1_DAY' },
      { transition_to_archive: 'AFTER_90_DAYS' },
      { transition_to_primary_storage_class: 'AFTER_1_ACCESS' },
    ]);
  });

  test('has the tag of the backup plan', () => {
    expect(one(terraform, 'aws_efs_file_system')['tags']).toMatchObject({ 'bulkhead:backup': 'tiered' });
  });

  test('P3.7: its key can be used only through EFS and from the account', () => {
    const { Statement } = JSON.parse(one(terraform, 'aws_kms_key')['policy'] as string) as {
      Statement: Attributes[];
    };
    expect(Statement.map(({ Sid }) => Sid)).toEqual(['AccountAdministration', 'Efs', 'EfsGrants']);
    for (const each of Statement.slice(1)) {
      expect(each['Condition']).toMatchObject({
        StringEquals: { 'kms:ViaService': 'elasticfilesystem.ap-southeast-1.amazonaws.com' },
      });
    }
  });
});

describe('P1.6, pitfall 8: the way to the files', () => {
  const terraform = synthesize();
  const { Statement } = JSON.parse(one(terraform, 'aws_efs_file_system_policy')['policy'] as string) as {
    Statement: Attributes[];
  };
  const statement = (sid: string) => Statement.find(({ Sid }) => Sid === sid);

  test('is an access point with one folder as its root and one user that is not root', () => {
    const { posix_user: user, root_directory: root } = one(terraform, 'aws_efs_access_point') as {
      posix_user: { uid: number; gid: number };
      root_directory: { path: string; creation_info: Attributes };
    };
    expect(user.uid).toBeGreaterThan(0);
    expect(root).toEqual({
      path: '/app',
      creation_info: { owner_uid: user.uid, owner_gid: user.gid, permissions: '0750' },
    });
  });

  test('is the only one: clients without an access point are refused', () => {
    expect(statement('WithoutAccessPoint')).toMatchObject({
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: 'elasticfilesystem:Client*',
      Condition: { Null: { 'elasticfilesystem:AccessPointArn': 'true' } },
    });
  });

  test('requires TLS', () => {
    expect(statement('PlainText')).toMatchObject({
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    });
  });

  test('is open to roles of the account whose policy allows it, and to nobody as root', () => {
    expect(Statement.filter(({ Effect }) => Effect === 'Allow')).toEqual([
      expect.objectContaining({
        Principal: { AWS: 'arn:aws:iam::123456789012:root' },
        Action: ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite'],
      }),
    ]);
  });
});

test.each([
  ['protected', true],
  ['unprotected', false],
])('P4.6: %s, Terraform refuses to destroy the file system and its key: %s', (_, isProtected) => {
  const terraform = synthesize({}, { protected: isProtected });
  for (const type of ['aws_efs_file_system', 'aws_kms_key'])
    expect(one(terraform, type)['lifecycle']).toEqual({ prevent_destroy: isProtected });
});

test.each([
  ['throughput', { throughput: 'bursting' }],
  ['ages', { infrequentAccessAfterDays: 90 }],
])('a change of %s changes the file system and nothing else', (_, change) => {
  const [before, after] = [synthesize(), synthesize(change)];
  const types = Object.keys(before.resource).filter(
    (type) => JSON.stringify(before.resource[type]) !== JSON.stringify(after.resource[type]),
  );
  expect(types).toEqual(['aws_efs_file_system']);
});

describe('the contracts', () => {
  test('the stack needs a subnet per zone', () => {
    const context = contextOf();
    terraformOf(FileSystemStack, context);
    context.requireEverythingDeclaredUsed();
    expect(context.exchanged.consumes).toEqual([
      expect.objectContaining({ path: '/bulkhead/test/network/isolatedSubnetIds', length: 3 }),
      expect.objectContaining({ path: '/bulkhead/test/network/vpcId' }),
    ]);
  });

  test.each([
    ['fileSystemId', /^\$\{aws_efs_file_system\.[^}]+\.id\}$/],
    ['fileSystemArn', /^\$\{aws_efs_file_system\.[^}]+\.arn\}$/],
    ['accessPointId', /^\$\{aws_efs_access_point\.[^}]+\.id\}$/],
    ['accessPointArn', /^\$\{aws_efs_access_point\.[^}]+\.arn\}$/],
    ['securityGroupId', /^\$\{aws_security_group\.[^}]+\.id\}$/],
    ['keyArn', /^\$\{aws_kms_key\.[^}]+\.arn\}$/],
  ])('`file-system` gives %s', (key, value) => {
    const parameters = synthesize().resource['aws_ssm_parameter'] ?? {};
    expect(parameters[`publish-file-system-${key}`]?.['insecure_value']).toMatch(value);
    expect(Object.keys(parameters)).toHaveLength(6);
  });
});

test('two synths are equal to the byte', () => {
  expect(JSON.stringify(synthesize())).toBe(JSON.stringify(synthesize()));
});
