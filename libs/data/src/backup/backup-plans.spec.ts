import { resourcesOf, type Terraform } from '@bulkhead/cdktf/testing';
import { type BackupSettings } from '@bulkhead/config';
import { type Attributes, terraformWith } from '../testing';
import { BackupPlans, type BackupPlansProps } from './backup-plans';
import { ServiceRole } from './service-role';

const copyVaultArn = 'arn:aws:backup:eu-west-1:123456789012:backup-vault:other';
const withDailyTier: BackupSettings = {
  daily: { hour: 3, deleteAfterDays: 35 },
  monthly: { dayOfMonth: 1, hour: 5, coldStorageAfterDays: 30, deleteAfterDays: 2557 },
  startWindowMinutes: 60,
  completionWindowMinutes: 1440,
  copyToDr: true,
  lock: { type: 'governance', minRetentionDays: 7, maxRetentionDays: 2557 },
  managesRegionSettings: true,
};
const withHourlyTier = { ...withDailyTier, hourly: { everyHours: 1, deleteAfterDays: 7 } };
const continuous = { retentionDays: 35 };
const settings = { ...withHourlyTier, continuous };

const plansOf = (over: Partial<BackupPlansProps> = {}) =>
  terraformWith((stack, nameScope) => {
    const role = new ServiceRole(stack, 'role', {
      nameScope,
      name: ['backup'],
      description: 'Backs up',
      permissions: [],
    });
    new BackupPlans(stack, 'plans', {
      nameScope,
      settings,
      vaultName: 'the-vault',
      copyVaultArn,
      role,
      ...over,
    });
  });
const rulesOf = (terraform: Terraform, kind: string) =>
  resourcesOf(terraform, 'aws_backup_plan').find(({ name }) => name === `bulkhead-test-${kind}`)?.[
    'rule'
  ] as Attributes[];
const ruleOf = (terraform: Terraform, kind: string, rule: string) =>
  rulesOf(terraform, kind).find(({ rule_name: name }) => name === rule) ?? {};
/** The lifecycles of the copies of a rule. */
const copiedAs = (rule: Attributes) =>
  (rule['copy_action'] as { lifecycle: Attributes }[]).map(({ lifecycle }) => lifecycle);

const kinds = ['databases', 'file-systems', 'buckets'];

describe('P3.8: the plans', () => {
  const terraform = plansOf();

  test.each(kinds)('%s are backed up into the vault, within the windows of the settings', (kind) => {
    const rules = rulesOf(terraform, kind);
    expect(rules.map((rule) => [rule['rule_name'], rule['schedule']])).toContainEqual([
      'daily',
      'cron(0 3 * * ? *)',
    ]);
    for (const rule of rules)
      expect(rule).toMatchObject({
        target_vault_name: 'the-vault',
        start_window: 60,
        completion_window: 1440,
      });
  });

  test.each(kinds)('%s have a rule for each tier of the settings, the most frequent first', (kind) => {
    expect(rulesOf(terraform, kind).map((rule) => rule['rule_name'])).toEqual([
      'hourly',
      'hourly-beside-monthly',
      'daily',
      'monthly',
    ]);
  });

  test.each(kinds)('P1.9: %s are copied to the vault of the other region, and kept there as long', (kind) => {
    const days = { hourly: 7, daily: 35, monthly: 2557 };
    for (const [name, deleteAfter] of Object.entries(days)) {
      const rule = ruleOf(terraform, kind, name);
      expect(rule['copy_action']).toMatchObject([{ destination_vault_arn: copyVaultArn }]);
      expect(copiedAs(rule)).toMatchObject([{ delete_after: deleteAfter }]);
    }
  });

  test('databases and file systems are kept as long as their tier says', () => {
    for (const kind of ['databases', 'file-systems'])
      expect(
        ['hourly', 'daily', 'monthly'].map(
          (name) => (ruleOf(terraform, kind, name)['lifecycle'] as Attributes)['delete_after'],
        ),
      ).toEqual([7, 35, 2557]);
  });

  test('without a vault in another region there are no copies', () => {
    const alone = terraformWith((stack, nameScope) => {
      const role = new ServiceRole(stack, 'role', {
        nameScope,
        name: ['backup'],
        description: 'Backs up',
        permissions: [],
      });
      new BackupPlans(stack, 'plans', { nameScope, settings, vaultName: 'the-vault', role });
    });
    for (const rule of kinds.flatMap((kind) => rulesOf(alone, kind)))
      expect(rule).not.toHaveProperty('copy_action');
  });
});

describe('pitfall 22: features that only some kinds support', () => {
  const terraform = plansOf();

  test('only file systems move to cold storage, and their copies too', () => {
    const cold = kinds.map(
      (kind) => (ruleOf(terraform, kind, 'monthly')['lifecycle'] as Attributes)['cold_storage_after'],
    );
    expect(cold).toEqual([undefined, 30, undefined]);
    const ofCopies = kinds.map(
      (kind) => copiedAs(ruleOf(terraform, kind, 'monthly'))[0]?.['cold_storage_after'],
    );
    expect(ofCopies).toEqual([undefined, 30, undefined]);
  });

  const continuousOf = (from: Terraform) =>
    kinds.flatMap((kind) =>
      rulesOf(from, kind)
        .filter((rule) => rule['enable_continuous_backup'] === true)
        .map((rule) => [kind, rule['rule_name'], rule['lifecycle']]),
    );

  test('only buckets are backed up continuously, by their most frequent rule', () => {
    expect(continuousOf(terraform)).toEqual([['buckets', 'hourly', { delete_after: 35 }]]);
    expect(continuousOf(plansOf({ settings: { ...withDailyTier, continuous } }))).toEqual([
      ['buckets', 'daily', { delete_after: 35 }],
    ]);
  });

  test('nothing is backed up continuously if the settings have no such backup', () => {
    const without = plansOf({ settings: withHourlyTier });
    expect(continuousOf(without)).toEqual([]);
    expect(ruleOf(without, 'buckets', 'hourly')['lifecycle']).toEqual({ delete_after: 7 });
  });
});

describe('P1.6, P3.8: the selection of resources', () => {
  const selections = resourcesOf(plansOf(), 'aws_backup_selection');

  test('takes resources that have the backup tag and belong to this environment', () => {
    expect(selections).toHaveLength(3);
    for (const selection of selections) {
      expect(selection['condition']).toEqual([
        {
          string_equals: [
            { key: 'aws:ResourceTag/bulkhead:environment', value: 'test' },
            { key: 'aws:ResourceTag/bulkhead:backup', value: 'tiered' },
          ],
        },
      ]);
      // Of the conditions of `selection_tag`, one would be enough.
      expect(selection).not.toHaveProperty('selection_tag');
    }
  });

  test('names the types of resources, with a wildcard only at the end, where AWS accepts one', () => {
    expect(Object.fromEntries(selections.map(({ name, resources }) => [name, resources]))).toEqual({
      databases: [
        'arn:aws:rds:eu-central-1:123456789012:cluster:*',
        'arn:aws:rds:eu-central-1:123456789012:db:*',
      ],
      'file-systems': ['arn:aws:elasticfilesystem:eu-central-1:123456789012:file-system/*'],
      buckets: ['arn:aws:s3:::*'],
    });
  });

  test('belongs to the plan of its kind', () => {
    const terraform = plansOf();
    for (const { name, plan_id: plan } of resourcesOf(terraform, 'aws_backup_selection')) {
      const [, address = ''] = /^\$\{aws_backup_plan\.(.+)\.id\}$/.exec(String(plan)) ?? [];
      expect(terraform.resource['aws_backup_plan']?.[address]?.['name']).toBe(
        `bulkhead-test-${String(name)}`,
      );
    }
  });

  test('is backed up in the role, after the role has its permissions', () => {
    for (const selection of selections)
      expect(selection).toMatchObject({
        iam_role_arn: expect.stringMatching(/^\$\{aws_iam_role\.role_\w+\.arn\}$/),
        depends_on: [expect.stringMatching(/^aws_iam_role_policy\.role_permissions_/)],
      });
  });
});
