import { bucketName } from '@bulkhead/naming';
import { restorePermissions } from './restore-permissions';

const nameScope = { environment: 'test', region: 'eu-central-1', account: '123456789012' };
const rds = (resource: string) => `arn:aws:rds:eu-central-1:123456789012:${resource}`;
const restored = `arn:aws:s3:::${bucketName(nameScope, 'restored')}*`;
const ofTests = 'arn:aws:s3:::awsbackup-restore-test-*';
const permission = (sid: string, forTests: boolean) =>
  restorePermissions(nameScope, { forTests }).find(({ Sid }) => Sid === sid);

describe.each([
  ['only by people', false],
  ['also by restore tests', true],
])('P1.9, P2.9: the permissions to restore, %s', (_, forTests) => {
  const permissions = restorePermissions(nameScope, { forTests });

  test('back up nothing, copy nothing and pass no role', () => {
    const forbidden = /:(Backup|Copy|CreateDB\w*Snapshot)|iam:/;
    expect(permissions.flatMap(({ Action }) => Action).filter((action) => forbidden.test(action))).toEqual(
      [],
    );
  });

  test('delete no database and no file system', () => {
    const deletions = permissions.flatMap(({ Action }) => Action).filter((action) => /:Delete/.test(action));
    expect(deletions).toEqual(['s3:DeleteObject']);
  });

  test('create databases only under names that no existing database has', () => {
    expect(permission('RestoreDatabases', forTests)?.Resource).toEqual([
      rds('cluster:bulkhead-test-restored*'),
      rds('db:bulkhead-test-restored*'),
      ...(forTests ? [rds('cluster:awsbackup-restore-test-*'), rds('db:awsbackup-restore-test-*')] : []),
      rds('cluster-snapshot:awsbackup:*'),
      rds('snapshot:awsbackup:*'),
      ...['subgrp', 'cluster-pg', 'pg', 'og'].map((type) => rds(`${type}:*`)),
    ]);
  });

  test('write buckets and objects only under names that no existing bucket has', () => {
    const buckets = forTests ? [restored, ofTests] : [restored];
    expect(permission('RestoreBuckets', forTests)?.Resource).toEqual(buckets);
    expect(permission('RestoreObjects', forTests)?.Resource).toEqual(buckets.map((bucket) => `${bucket}/*`));
  });

  test('restore file systems of the region and account', () => {
    expect(permission('RestoreFileSystems', forTests)?.Resource).toEqual([
      'arn:aws:elasticfilesystem:eu-central-1:123456789012:file-system/*',
    ]);
  });

  test('cover everything only in actions that accept no resource and read no data', () => {
    const open = permissions.filter(({ Resource }) => Resource.includes('*'));
    expect(open.map(({ Sid }) => Sid)).toEqual(['DescribeNetwork']);
    for (const action of open[0]?.Action ?? []) expect(action).toMatch(/^ec2:Describe/);
  });

  test('P3.7: use only keys of the environment in the region', () => {
    const ofKeys = permissions.filter(({ Action }) => Action.some((action) => action.startsWith('kms:')));
    expect(ofKeys).toHaveLength(3);
    for (const { Resource, Condition } of ofKeys) {
      expect(Resource).toEqual(['arn:aws:kms:eu-central-1:123456789012:key/*']);
      expect(Condition?.['StringEquals']).toMatchObject({ 'aws:ResourceTag/bulkhead:environment': 'test' });
    }
  });

  test('P4.4: have a name for every statement, and no wildcard for a whole service', () => {
    expect(new Set(permissions.map(({ Sid }) => Sid)).size).toBe(permissions.length);
    for (const { Sid, Action } of permissions) {
      expect(Sid).toMatch(/^[A-Za-z0-9]+$/);
      for (const action of Action) expect(action).toMatch(/^[a-z0-9-]+:(?!\*)\w+\*?$/);
    }
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
    expect(JSON.stringify({ Version: '2012-10-17', Statement: permissions }).length).toBeLessThan(10_240);
  });
});

test('pitfall 25: the names of another environment are out of reach, even if it begins with the same letters', () => {
  const other = bucketName({ ...nameScope, environment: 'test-restored' }, 'data');
  const [pattern = ''] = permission('RestoreBuckets', false)?.Resource ?? [];
  expect(`arn:aws:s3:::${other}`.startsWith(pattern.slice(0, -1))).toBe(false);
});
