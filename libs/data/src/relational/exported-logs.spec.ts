import { resourcesOf } from '@bulkhead/cdktf/testing';
import { terraformWith } from '../testing';
import { auroraIdentity, instanceIdentity, type DatabaseIdentity } from './database-identity';
import { ExportedLogs } from './exported-logs';

const keyArn = 'arn:aws:kms:eu-central-1:123456789012:key/1';
const nameScope = { environment: 'test', region: 'eu-central-1', account: '123456789012' };

const groupsOf = (identity: DatabaseIdentity, isProtected = true) =>
  resourcesOf(
    terraformWith((stack) => {
      new ExportedLogs(stack, 'logs', { identity, keyArn, retentionDays: 731, isProtected });
    }),
    'aws_cloudwatch_log_group',
  );

test.each([
  [
    'P5.2: a cluster',
    auroraIdentity(nameScope, { instances: 2 }),
    ['/aws/rds/cluster/bulkhead-test-relational/postgresql'],
  ],
  [
    'P4.1: an instance',
    instanceIdentity(nameScope),
    [
      '/aws/rds/instance/bulkhead-test-relational/postgresql',
      '/aws/rds/instance/bulkhead-test-relational/upgrade',
    ],
  ],
])('%s has a log group for each log, where RDS writes it', (_, identity, names) => {
  expect(groupsOf(identity).map(({ name }) => name)).toEqual(names);
});

test('P1.8: each log is encrypted with the key of the database, and kept for the days of the settings', () => {
  for (const group of groupsOf(instanceIdentity(nameScope)))
    expect(group).toMatchObject({ kms_key_id: keyArn, retention_in_days: 731 });
});

test.each([true, false])(
  'P4.6: with `isProtected: %s`, the audit trail is kept or deleted',
  (isProtected) => {
    const [group] = groupsOf(auroraIdentity(nameScope, { instances: 2 }), isProtected);
    expect(group?.['lifecycle']).toEqual({ prevent_destroy: isProtected });
  },
);
