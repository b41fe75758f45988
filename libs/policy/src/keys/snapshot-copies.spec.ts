import { policyEnvironment, policyResource, policyStack } from '../testing';
import { keyUses } from './key-uses';

const vaultArn = (region: string, name = 'test') =>
  `arn:aws:backup:${region}:111122223333:backup-vault:${name}`;
const vault = [
  policyResource('Key', 'AWS::KMS::Key'),
  policyResource('Vault', 'AWS::Backup::BackupVault', {
    BackupVaultName: 'test',
    EncryptionKeyArn: { 'Fn::GetAtt': ['Key', 'Arn'] },
  }),
];
const plan = (target: string, ...Resources: string[]) => [
  policyResource('Plan', 'AWS::Backup::BackupPlan', {
    BackupPlan: { BackupPlanRule: [{ CopyActions: [{ DestinationBackupVaultArn: target }] }] },
  }),
  policyResource('Selection', 'AWS::Backup::BackupSelection', {
    BackupPlanId: { Ref: 'Plan' },
    BackupSelection: { Resources },
  }),
];
const clusters = 'arn:aws:rds:us-east-1:111122223333:cluster:*';

const servicesUsing = (resources: ReturnType<typeof plan>) => {
  const copy = policyStack(vault, { stack: 'vault', region: 'us-west-2' });
  return keyUses(policyEnvironment([policyStack(resources), copy])).map(({ service }) => service);
};

test('pitfall 22: RDS uses the key of a vault that receives copies of database snapshots', () => {
  expect(servicesUsing(plan(vaultArn('us-west-2'), clusters))).toEqual(
    expect.arrayContaining(['backup', 'rds']),
  );
});

test.each([
  ['of another region', vaultArn('eu-west-1'), clusters],
  ['of another name', vaultArn('us-west-2', 'other'), clusters],
  [
    'for file systems',
    vaultArn('us-west-2'),
    'arn:aws:elasticfilesystem:us-east-1:111122223333:file-system/*',
  ],
])('RDS does not use the key of a vault %s', (_, target, selected) => {
  expect(servicesUsing(plan(target, selected))).toEqual(['backup']);
});
