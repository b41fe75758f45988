import { dataBucketName } from '../storage/bucket-names';
import { backupPermissions } from './backup-permissions';
import { type Permission } from './permission';

const nameScope = { environment: 'test', region: 'eu-central-1', account: '123456789012' };
const alone = backupPermissions(nameScope);
const copying = backupPermissions(nameScope, 'eu-west-1');
const permission = (sid: string, from: readonly Permission[] = alone) => from.find(({ Sid }) => Sid === sid);

describe('P2.9, P4.4: the permissions to back up', () => {
  test('restore nothing, change no object, pass no role and run no command', () => {
    const forbidden = /Restore|s3:(Put|Delete)Object|s3:CreateBucket|iam:|ssm:/;
    expect(copying.flatMap(({ Action }) => Action).filter((action) => forbidden.test(action))).toEqual([]);
  });

  test('cover everything only in actions that accept no resource and read no data', () => {
    const open = alone.filter(({ Resource }) => Resource.includes('*'));
    expect(open.map(({ Sid }) => Sid)).toEqual(['FindResources']);
    for (const action of open[0]?.Action ?? []) expect(action).toMatch(/:(List|Get(MetricData|Resources)$)/);
  });

  test.each(['SnapshotDatabasesOfEnvironment', 'BackUpFileSystemsOfEnvironment'])(
    '%s is for resources with the tag of the environment',
    (sid) => {
      expect(permission(sid)?.Condition).toEqual({
        StringEquals: { 'aws:ResourceTag/bulkhead:environment': 'test' },
      });
    },
  );

  test('delete and copy only snapshots of AWS Backup, by their reserved name', () => {
    expect(permission('KeepOwnSnapshots')?.Resource).toEqual([
      'arn:aws:rds:eu-central-1:123456789012:cluster-snapshot:awsbackup:*',
      'arn:aws:rds:eu-central-1:123456789012:snapshot:awsbackup:*',
    ]);
  });

  test.each([
    ['FollowDataBucket', ''],
    ['ReadObjectsOfDataBucket', '/*'],
  ])('%s names the only bucket with the backup tag, in this account', (sid, path) => {
    expect(permission(sid)).toMatchObject({
      Resource: [`arn:aws:s3:::${dataBucketName(nameScope)}${path}`],
      Condition: { StringEquals: { 'aws:ResourceAccount': '123456789012' } },
    });
  });

  test('change only the event rules of AWS Backup itself', () => {
    expect(permission('HearOfNewObjects')?.Resource).toEqual([
      'arn:aws:events:eu-central-1:123456789012:rule/AwsBackupManagedRule*',
    ]);
  });

  test('store only in the vault of the environment', () => {
    expect(permission('StoreInVaultsOfEnvironment')?.Resource).toEqual([
      'arn:aws:backup:eu-central-1:123456789012:backup-vault:bulkhead-test-backup',
    ]);
  });
});

describe('P3.8: copies', () => {
  test('reach the vault, the recovery points and the snapshots of the other region', () => {
    expect(permission('StoreInVaultsOfEnvironment', copying)?.Resource).toEqual([
      'arn:aws:backup:eu-central-1:123456789012:backup-vault:bulkhead-test-backup',
      'arn:aws:backup:eu-west-1:123456789012:backup-vault:bulkhead-test-backup',
    ]);
    for (const sid of ['CopyRecoveryPoints', 'TagRecoveryPoints'])
      expect(permission(sid, copying)?.Resource).toContain(
        'arn:aws:backup:eu-west-1:123456789012:recovery-point:*',
      );
    expect(permission('KeepOwnSnapshots', copying)?.Resource).toContain(
      'arn:aws:rds:eu-west-1:123456789012:snapshot:awsbackup:*',
    );
  });

  test('do not extend the reading of databases, file systems and objects', () => {
    for (const sid of [
      'SnapshotDatabasesOfEnvironment',
      'BackUpFileSystemsOfEnvironment',
      'ReadObjectsOfDataBucket',
    ])
      expect(permission(sid, copying)).toEqual(permission(sid));
  });

  test('without another region, nothing outside the region is allowed', () => {
    expect(JSON.stringify(alone)).not.toContain('eu-west-1');
  });
});

describe.each([
  ['in one region', alone, ['eu-central-1']],
  ['with copies', copying, ['eu-central-1', 'eu-west-1']],
])('P3.7: keys, %s', (_, permissions, regions) => {
  const ofKeys = permissions.filter(({ Action }) => Action.some((action) => action.startsWith('kms:')));

  test('are those of the environment in these regions', () => {
    expect(ofKeys).toHaveLength(3);
    for (const { Resource, Condition } of ofKeys) {
      expect(Resource).toEqual(regions.map((region) => `arn:aws:kms:${region}:123456789012:key/*`));
      expect(Condition?.['StringEquals']).toMatchObject({ 'aws:ResourceTag/bulkhead:environment': 'test' });
    }
  });

  test('are granted only to services, and used only through services that hold data', () => {
    expect(permission('GrantKeysToServices', permissions)?.Condition?.['Bool']).toEqual({
      'kms:GrantIsForAWSResource': 'true',
    });
    expect(
      permission('UseKeysThroughServices', permissions)?.Condition?.['StringEquals']?.['kms:ViaService'],
    ).toEqual(
      ['backup', 'elasticfilesystem', 'rds', 's3'].flatMap((service) =>
        regions.map((region) => `${service}.${region}.amazonaws.com`),
      ),
    );
  });
});

test('P4.4: every statement has a name of its own, and no action is a wildcard for a whole service', () => {
  expect(new Set(copying.map(({ Sid }) => Sid)).size).toBe(copying.length);
  for (const { Sid, Action } of copying) {
    expect(Sid).toMatch(/^[A-Za-z0-9]+$/);
    for (const action of Action) expect(action).toMatch(/^[a-z0-9-]+:(?!\*)\w+\*?$/);
  }
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
  expect(JSON.stringify({ Version: '2012-10-17', Statement: copying }).length).toBeLessThan(10_240);
});
