import { one, resourcesOf } from '@bulkhead/cdktf/testing';
import { terraformWith } from '../testing';
import { RestoreRole } from './restore-role';
import { RestoreTesting } from './restore-testing';

const vaultArn = 'arn:aws:backup:eu-central-1:123456789012:backup-vault:the-vault';
const terraform = terraformWith((stack, nameScope) => {
  new RestoreTesting(stack, 'tests', {
    nameScope,
    settings: { weekday: 'WED', hour: 7, selectionWindowDays: 30, validationWindowHours: 4 },
    vaultArn,
    role: new RestoreRole(stack, 'role', { nameScope, forTests: true }),
  });
});

describe('P1.9: restore tests', () => {
  const plan = one(terraform, 'aws_backup_restore_testing_plan');
  const selections = resourcesOf(terraform, 'aws_backup_restore_testing_selection');

  test('run every week, at the hour of the settings', () => {
    expect(plan).toMatchObject({ schedule_expression: 'cron(0 7 ? * WED *)', start_window_hours: 1 });
  });

  test('restore a random recovery point of the vault, since the newest proves nothing about the others', () => {
    expect(plan['recovery_point_selection']).toEqual([
      {
        algorithm: 'RANDOM_WITHIN_WINDOW',
        include_vaults: [vaultArn],
        recovery_point_types: ['SNAPSHOT'],
        selection_window_days: 30,
      },
    ]);
  });

  test.each([
    ['Aurora', { dbSubnetGroupName: 'bulkhead-test-relational' }],
    ['RDS', { dbSubnetGroupName: 'bulkhead-test-relational' }],
    ['EFS', undefined],
    ['S3', undefined],
  ])('cover %s, placed in %j', (type, placed) => {
    const ofType = selections.filter((each) => each['protected_resource_type'] === type);
    expect(ofType.map((each) => each['restore_metadata_overrides'])).toEqual([placed]);
  });

  test('cover each type once', () => {
    expect(selections).toHaveLength(4);
    expect(new Set(selections.map(({ name }) => name)).size).toBe(4);
  });

  test('restore only resources of this environment that have the backup tag', () => {
    for (const selection of selections)
      expect(selection['protected_resource_conditions']).toEqual([
        {
          string_equals: [
            { key: 'aws:ResourceTag/bulkhead:environment', value: 'test' },
            { key: 'aws:ResourceTag/bulkhead:backup', value: 'tiered' },
          ],
        },
      ]);
  });

  test('run in the role of a real restore, after it has its permissions', () => {
    for (const selection of selections)
      expect(selection).toMatchObject({
        iam_role_arn: expect.stringMatching(/^\$\{aws_iam_role\.role_\w+\.arn\}$/),
        depends_on: [expect.stringMatching(/^aws_iam_role_policy\.role_permissions_/)],
      });
  });

  test('keep a restored resource for the hours of the settings, so that somebody can look at it', () => {
    expect(selections.map((each) => each['validation_window_hours'])).toEqual([4, 4, 4, 4]);
  });
});
