import { one, resourcesOf } from '@bulkhead/cdktf/testing';
import { keyPolicyOf, regionOf, sidsIn, statementsIn, terraformWith } from '../testing';
import { BackupVault, type BackupVaultProps } from './backup-vault';
import { vaultArn } from './vault-identity';

const limits = { minRetentionDays: 7, maxRetentionDays: 2557 };
const compliance = { type: 'compliance', ...limits, changeableForDays: 14 } as const;

const vaultOf = (over: Partial<BackupVaultProps> = {}, region = regionOf()) =>
  terraformWith((stack, nameScope) => {
    new BackupVault(stack, 'vault', {
      nameScope,
      lock: { type: 'governance', ...limits },
      isProtected: true,
      ...over,
    });
  }, region);

describe('P1.9, P3.8: the vault', () => {
  const terraform = vaultOf();

  test('has a key of its own, so that backups survive the key of a database', () => {
    expect(one(terraform, 'aws_backup_vault')['kms_key_arn']).toMatch(
      /^\$\{aws_kms_key\.vault_encryption_key_\w+\.arn\}$/,
    );
  });

  test('refuses that anybody deletes a recovery point, or shortens its retention', () => {
    const policy = one(terraform, 'aws_backup_vault_policy');
    expect(statementsIn(policy['policy'])).toEqual([
      {
        Sid: 'DenyDeletionOfRecoveryPoints',
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: [
          'backup:DeleteRecoveryPoint',
          'backup:DisassociateRecoveryPoint',
          'backup:UpdateRecoveryPointLifecycle',
        ],
        Resource: '*',
      },
    ]);
    expect(policy['backup_vault_name']).toMatch(/^\$\{aws_backup_vault\.vault_\w+\.name\}$/);
  });

  test.each(['primary', 'dr'] as const)(
    'has a name in the %s region from which others build its ARN',
    (role) => {
      const region = regionOf(role);
      const { name } = one(vaultOf({}, region), 'aws_backup_vault');
      expect(vaultArn(region.nameScope)).toBe(
        `arn:aws:backup:${region.region}:123456789012:backup-vault:${String(name)}`,
      );
    },
  );
});

describe('P3.8: the lock of the vault', () => {
  test.each([
    ['min_retention_days', 7],
    ['max_retention_days', 2557],
  ])('refuses a recovery point outside the limits: %s is %i', (attribute, days) => {
    expect(one(vaultOf(), 'aws_backup_vault_lock_configuration')[attribute]).toBe(days);
  });

  test('can be removed in governance mode: without days of grace it is no compliance lock', () => {
    expect(one(vaultOf(), 'aws_backup_vault_lock_configuration')).not.toHaveProperty('changeable_for_days');
  });

  test('is there for ever in compliance mode, after the days of grace', () => {
    expect(one(vaultOf({ lock: compliance }), 'aws_backup_vault_lock_configuration')).toMatchObject({
      min_retention_days: 7,
      max_retention_days: 2557,
      changeable_for_days: 14,
    });
  });

  test.each([
    ['governance', { type: 'governance', ...limits }],
    ['compliance', compliance],
  ] as const)('P4.6: does not exist in an unprotected environment, even in %s mode', (_, lock) => {
    const unprotected = vaultOf({ isProtected: false, lock });
    expect(resourcesOf(unprotected, 'aws_backup_vault_lock_configuration')).toEqual([]);
  });
});

test.each([
  ['protected, the vault is kept with its recovery points', true],
  ['unprotected, the vault is deleted with its recovery points', false],
])('P4.6: %s', (_, isProtected) => {
  const terraform = vaultOf({ isProtected });
  expect(one(terraform, 'aws_backup_vault')).toMatchObject({
    force_destroy: !isProtected,
    lifecycle: { prevent_destroy: isProtected },
  });
  expect(one(terraform, 'aws_kms_key')['lifecycle']).toEqual({ prevent_destroy: isProtected });
});

describe('P3.7: the key of the vault', () => {
  test('can be used only through AWS Backup of the region', () => {
    const policy = keyPolicyOf(vaultOf(), 'Recovery points');
    expect(sidsIn(policy)).toEqual(['AccountAdministration', 'Backup', 'BackupGrants']);
    for (const { Condition } of statementsIn(policy).slice(1))
      expect(Condition?.['StringEquals']).toEqual({
        'kms:ViaService': 'backup.eu-central-1.amazonaws.com',
        'kms:CallerAccount': '123456789012',
      });
  });

  test('pitfall 22: in the DR region takes copies of the primary region, and the snapshots that RDS copies', () => {
    const terraform = vaultOf({ copiedFrom: ['eu-central-1'] }, regionOf('dr'));
    const policy = keyPolicyOf(terraform, 'Recovery points');
    expect(sidsIn(policy)).toEqual(['AccountAdministration', 'Backup', 'BackupGrants', 'Rds', 'RdsGrants']);
    const throughOf = (sid: string) =>
      statementsIn(policy).find(({ Sid }) => Sid === sid)?.Condition?.['StringEquals']?.['kms:ViaService'];
    for (const sid of ['Backup', 'BackupGrants'])
      expect(throughOf(sid)).toEqual(['backup.eu-west-1.amazonaws.com', 'backup.eu-central-1.amazonaws.com']);
    for (const sid of ['Rds', 'RdsGrants']) expect(throughOf(sid)).toBe('rds.eu-west-1.amazonaws.com');
  });
});
