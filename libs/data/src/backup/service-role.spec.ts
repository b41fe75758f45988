import { type BulkheadStack } from '@bulkhead/cdktf';
import { one } from '@bulkhead/cdktf/testing';
import { type NameScope } from '@bulkhead/naming';
import { regionOf, sidsIn, statementsIn, suppressedBy, terraformWith } from '../testing';
import { allow } from './permission';
import { RestoreRole } from './restore-role';
import { ServiceRole } from './service-role';

const permission = allow('Some', ['backup:DescribeBackupVault'], ['arn:aws:backup:some']);
const build = (stack: BulkheadStack, nameScope: NameScope) => {
  new ServiceRole(stack, 'role', {
    nameScope,
    name: ['backup'],
    description: 'Backs up',
    permissions: [permission],
  });
};

describe('P2.9, P4.4: a role of AWS Backup', () => {
  const terraform = terraformWith(build);

  test('can be assumed only by AWS Backup, which sends nothing for a condition', () => {
    expect(statementsIn(one(terraform, 'aws_iam_role')['assume_role_policy'])).toEqual([
      {
        Sid: 'AwsBackup',
        Effect: 'Allow',
        Principal: { Service: 'backup.amazonaws.com' },
        Action: 'sts:AssumeRole',
      },
    ]);
  });

  test('has the permissions of its owner and no others', () => {
    const policy = one(terraform, 'aws_iam_role_policy');
    expect(statementsIn(policy['policy'])).toEqual([permission]);
    expect(policy['role']).toMatch(/^\$\{aws_iam_role\.role_\w+\.id\}$/);
    expect(terraform.resource).not.toHaveProperty('aws_iam_role_policy_attachment');
  });

  test('says why its policy is inline', () => {
    expect(suppressedBy(build)).toEqual(['HIPAA.Security-IAMNoInlinePolicy']);
  });
});

test.each([
  ['primary', true, 'bulkhead-test-backup-restore-eu-central-1'],
  ['dr', false, 'bulkhead-test-backup-restore-eu-west-1'],
] as const)(
  'P1.9: the %s region has a role for restores, with tests: %s, and a name of its own in the account',
  (role, forTests, name) => {
    const terraform = terraformWith((stack, nameScope) => {
      new RestoreRole(stack, 'restore', { nameScope, forTests });
    }, regionOf(role));
    expect(one(terraform, 'aws_iam_role')['name']).toBe(name);
    const { policy } = one(terraform, 'aws_iam_role_policy');
    expect(sidsIn(policy)).toContain('RestoreDatabases');
    expect(String(policy).includes('awsbackup-restore-test-')).toBe(forTests);
  },
);
