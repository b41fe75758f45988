import { join } from 'node:path';
import { BulkheadStack } from '@bulkhead/cdktf';
import { resourcesOf, terraformOf, type Terraform } from '@bulkhead/cdktf/testing';
import { type EnvironmentDefinition, settingsOf } from '@bulkhead/config';
import { BackupVault, vaultArn } from '@bulkhead/data/backup';
import { bucketName } from '@bulkhead/naming';
import { type StackContext } from '@bulkhead/stack';
import { testContext } from '@bulkhead/stack/testing';
import { type Construct } from 'constructs';
import { BackupStack } from './backup-stack';

type Overrides = Partial<EnvironmentDefinition>;
type Attributes = Record<string, unknown>;
interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource: string | string[];
  readonly Principal?: unknown;
  readonly Condition?: Record<string, Record<string, unknown>>;
}

const contextOf = (overrides: Overrides = {}, role: 'primary' | 'dr' = 'primary') =>
  testContext(join(__dirname, '..'), 'backup', { preset: 'hipaa-dr', ...overrides }, role);
const synthesize = (overrides: Overrides = {}) => terraformOf(BackupStack, contextOf(overrides));
const withSettings = (backup: object, more: Overrides = {}): Overrides =>
  ({ ...more, apps: { database: { backup } } }) as Overrides;

const one = (terraform: Terraform, type: string): Attributes => {
  const resources = resourcesOf(terraform, type);
  expect(resources).toHaveLength(1);
  return resources[0] ?? {};
};
const statementsIn = (policy: unknown) =>
  (JSON.parse(policy as string) as { Statement: Statement[] }).Statement;
const statement = (policy: unknown, sid: string) => statementsIn(policy).find(({ Sid }) => Sid === sid);
const keyOf = (terraform: Terraform, encrypts: string) =>
  resourcesOf(terraform, 'aws_kms_key').find(({ description }) => String(description).startsWith(encrypts)) ??
  {};
const planOf = (terraform: Terraform, kind: string) =>
  resourcesOf(terraform, 'aws_backup_plan').find(({ name }) => name === `bulkhead-test-${kind}`)?.[
    'rule'
  ] as Attributes[];
const ruleOf = (terraform: Terraform, kind: string, rule: string) =>
  planOf(terraform, kind).find(({ rule_name: name }) => name === rule) ?? {};

const kinds = ['databases', 'file-systems', 'buckets'];
const drVault = 'arn:aws:backup:eu-west-1:123456789012:backup-vault:bulkhead-test-backup';

describe('P1.9, P3.8: the vault', () => {
  const terraform = synthesize();

  test('has a key of its own, which can be used only through AWS Backup', () => {
    expect(one(terraform, 'aws_backup_vault')).toMatchObject({
      name: 'bulkhead-test-backup',
      kms_key_arn: expect.stringMatching(/^\$\{aws_kms_key\.vault_encryption_[^}]+\.arn\}$/),
    });
    const { policy } = keyOf(terraform, 'Recovery points');
    expect(statementsIn(policy).map(({ Sid }) => Sid)).toEqual([
      'AccountAdministration',
      'Backup',
      'BackupGrants',
    ]);
    for (const sid of ['Backup', 'BackupGrants']) {
      expect(statement(policy, sid)?.Condition).toMatchObject({
        StringEquals: { 'kms:ViaService': 'backup.eu-central-1.amazonaws.com' },
      });
    }
  });

  test('protected, it is locked for retentions from a week to seven years, and the lock can be removed', () => {
    const lock = one(terraform, 'aws_backup_vault_lock_configuration');
    expect(lock).toMatchObject({ min_retention_days: 7, max_retention_days: 2557 });
    expect(lock).not.toHaveProperty('changeable_for_days');
  });

  test('the lock is in compliance mode if the environment asks for it', () => {
    const lock = { type: 'compliance', minRetentionDays: 7, maxRetentionDays: 2557, changeableForDays: 14 };
    expect(one(synthesize(withSettings({ lock })), 'aws_backup_vault_lock_configuration')).toMatchObject({
      changeable_for_days: 14,
    });
  });

  test.each([true, false])(
    'P4.6: with `protected: %s`, it is kept, or deleted with its recovery points',
    (isProtected) => {
      const { resource } = synthesize({ protected: isProtected });
      for (const vault of Object.values(resource['aws_backup_vault'] ?? {})) {
        expect(vault).toMatchObject({
          force_destroy: !isProtected,
          lifecycle: { prevent_destroy: isProtected },
        });
      }
      for (const key of Object.values(resource['aws_kms_key'] ?? {})) {
        expect(key['lifecycle']).toEqual({ prevent_destroy: isProtected });
      }
      expect(Object.keys(resource['aws_backup_vault_lock_configuration'] ?? {})).toHaveLength(
        isProtected ? 1 : 0,
      );
    },
  );
});

describe('P3.8: the vault of the DR region, built by the same construct', () => {
  class DrVault extends BulkheadStack {
    constructor(scope: Construct, context: StackContext) {
      super(scope, context);
      const { environment, nameScope } = context;
      const { lock } = settingsOf(environment, 'database', 'backup');
      const isProtected = environment.protected;
      new BackupVault(this, 'vault', { nameScope, lock, isProtected, copiedFrom: ['eu-central-1'] });
    }
  }
  const context = contextOf({}, 'dr');
  const terraform = terraformOf(DrVault, context);

  test('is the one that the primary region copies to, although that region does not read its name', () => {
    expect(vaultArn(context.nameScope)).toBe(drVault);
    expect(one(terraform, 'aws_backup_vault')['name']).toBe('bulkhead-test-backup');
    expect(synthesize().data).toEqual({});
  });

  test('pitfall 22: its own key allows copies from the primary region, and the snapshots that RDS copies', () => {
    const { policy } = keyOf(terraform, 'Recovery points');
    expect(statement(policy, 'Backup')?.Condition).toMatchObject({
      StringEquals: {
        'kms:ViaService': ['backup.eu-west-1.amazonaws.com', 'backup.eu-central-1.amazonaws.com'],
      },
    });
    expect(statement(policy, 'RdsGrants')?.Condition).toMatchObject({
      StringEquals: { 'kms:ViaService': 'rds.eu-west-1.amazonaws.com' },
    });
  });
});

describe('P3.8: the plans', () => {
  const terraform = synthesize();

  test.each(kinds)(
    '%s have the four tiers, an hour apart, and each tier is copied to the DR region',
    (kind) => {
      expect(planOf(terraform, kind)).toHaveLength(6);
      expect(ruleOf(terraform, kind, 'daily')['schedule']).toBe('cron(0 3 * * ? *)');
      expect(ruleOf(terraform, kind, 'weekly')['schedule']).toBe('cron(0 4 ? * SUN *)');
      expect(ruleOf(terraform, kind, 'monthly')['schedule']).toBe('cron(0 5 1 * ? *)');
      for (const rule of planOf(terraform, kind)) {
        expect(rule).toMatchObject({
          start_window: 60,
          completion_window: 1440,
          copy_action: [{ destination_vault_arn: drVault }],
        });
      }
    },
  );

  test.each(kinds)(
    '%s are kept for a week, five weeks, a quarter and seven years, in both regions',
    (kind) => {
      const retention = { hourly: 7, daily: 35, weekly: 91, monthly: 2557 };
      for (const [name, days] of Object.entries(retention)) {
        const { lifecycle, copy_action: copies } = ruleOf(terraform, kind, name) as {
          lifecycle: Attributes;
          copy_action: { lifecycle: Attributes }[];
        };
        const isContinuous = kind === 'buckets' && name === 'hourly';
        expect(lifecycle['delete_after']).toBe(isContinuous ? 35 : days);
        expect(copies[0]?.lifecycle['delete_after']).toBe(days);
      }
    },
  );

  test('pitfall 22: only file systems and their copies move to cold storage, because only they support it', () => {
    const cold = kinds.map(
      (kind) => (ruleOf(terraform, kind, 'monthly')['lifecycle'] as Attributes)['cold_storage_after'],
    );
    expect(cold).toEqual([undefined, 30, undefined]);
    expect(ruleOf(terraform, 'file-systems', 'monthly')['copy_action']).toMatchObject([
      { lifecycle: { cold_storage_after: 30 } },
    ]);
  });

  test('pitfall 22: one rule is continuous: it is for buckets and keeps 35 days', () => {
    const continuous = kinds.flatMap((kind) =>
      planOf(terraform, kind)
        .filter((rule) => rule['enable_continuous_backup'] === true)
        .map(({ rule_name: name, lifecycle }) => ({ kind, name, lifecycle })),
    );
    expect(continuous).toEqual([{ kind: 'buckets', name: 'hourly', lifecycle: { delete_after: 35 } }]);
  });

  test('has fewer tiers, no copies and no continuous backup if the environment has none', () => {
    const {
      hourly: _,
      continuous: __,
      ...settings
    } = settingsOf(contextOf().environment, 'database', 'backup');
    const definition = { preset: 'saas', apps: { database: { backup: { ...settings, copyToDr: false } } } };
    const smaller = synthesize(definition as Overrides);
    for (const kind of kinds) {
      expect(planOf(smaller, kind).map(({ rule_name: name }) => name)).toEqual([
        'daily',
        'weekly',
        'monthly',
      ]);
      for (const rule of planOf(smaller, kind)) {
        expect(rule).not.toHaveProperty('copy_action');
        expect(rule).not.toHaveProperty('enable_continuous_backup');
      }
    }
    expect(JSON.stringify(smaller)).not.toContain('eu-west-1');
  });
});

describe('P1.6, P3.8: the selection of resources', () => {
  test('is opted in to, as Aurora needs, and no type is opted out', () => {
    const settings = one(synthesize(), 'aws_backup_region_settings');
    expect(settings['resource_type_opt_in_preference']).toEqual({
      Aurora: true,
      RDS: true,
      EFS: true,
      S3: true,
    });
    expect(settings['lifecycle']).toEqual({
      ignore_changes: ['resource_type_opt_in_preference', 'resource_type_management_preference'],
    });
    const without = synthesize(withSettings({ managesRegionSettings: false }));
    expect(without.resource['aws_backup_region_settings']).toBeUndefined();
  });
});

describe('P1.9: restore tests', () => {
  const terraform = synthesize();

  test('each week a random recovery point of the last month is restored', () => {
    expect(one(terraform, 'aws_backup_restore_testing_plan')).toMatchObject({
      name: 'bulkhead_test_weekly',
      schedule_expression: 'cron(0 6 ? * TUE *)',
      recovery_point_selection: [
        {
          algorithm: 'RANDOM_WITHIN_WINDOW',
          include_vaults: [expect.stringMatching(/^\$\{aws_backup_vault\.[^}]+\.arn\}$/)],
          recovery_point_types: ['SNAPSHOT'],
          selection_window_days: 30,
        },
      ],
    });
  });

  test('cover each type that is backed up, and restore databases into the isolated subnets', () => {
    const selections = resourcesOf(terraform, 'aws_backup_restore_testing_selection');
    const placed = { dbSubnetGroupName: 'bulkhead-test-relational' };
    expect(
      selections.map((each) => [each['protected_resource_type'], each['restore_metadata_overrides']]),
    ).toEqual(
      expect.arrayContaining([
        ['Aurora', placed],
        ['RDS', placed],
        ['EFS', undefined],
        ['S3', undefined],
      ]),
    );
    for (const selection of selections) {
      expect(selection['iam_role_arn']).toMatch(/aws_iam_role\.restore-role/);
      expect(selection['protected_resource_conditions']).toEqual([
        {
          string_equals: expect.arrayContaining([
            { key: 'aws:ResourceTag/bulkhead:environment', value: 'test' },
          ]),
        },
      ]);
    }
  });

  test('do not exist, and their role does not, if the environment has none', () => {
    const { restoreTesting: _, ...settings } = settingsOf(contextOf().environment, 'database', 'backup');
    const apps = { database: { backup: { ...settings, copyToDr: false } } };
    const without = synthesize({ preset: 'saas', apps } as Overrides);
    expect(without.resource['aws_backup_restore_testing_plan']).toBeUndefined();
    expect(JSON.stringify(without)).not.toContain('awsbackup-restore-test-');
  });
});

describe('P2.9, P4.4: the roles', () => {
  const terraform = synthesize();
  const policies = Object.entries(terraform.resource['aws_iam_role_policy'] ?? {}).map(
    ([name, { policy }]) => [name.split('_')[0] ?? '', policy] as const,
  );

  test('are two: one only backs up, and one only restores', () => {
    const actions = (role: string) =>
      policies
        .filter(([name]) => name === role)
        .flatMap(([, policy]) => statementsIn(policy).flatMap(({ Action }) => Action));
    expect(
      actions('role').filter((action) => /Restore|s3:(Put|Delete)Object|s3:CreateBucket/.test(action)),
    ).toEqual([]);
    expect(
      actions('restore-role').filter((action) => /:(Backup|Copy|CreateDB\w*Snapshot)/.test(action)),
    ).toEqual([]);
    expect(actions('role')).not.toEqual([]);
    expect(actions('restore-role')).not.toEqual([]);
  });

  test.each(policies)('%s: every statement has a unique Sid, and names its actions', (_, policy) => {
    const statements = statementsIn(policy);
    expect(new Set(statements.map(({ Sid }) => Sid)).size).toBe(statements.length);
    for (const { Sid, Action } of statements) {
      expect(Sid).toMatch(/^[A-Za-z0-9]+$/);
      for (const action of Action) expect(action).toMatch(/^[a-z0-9-]+:(?!\*)\w+\*?$/);
    }
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
    expect((policy as string).length).toBeLessThan(10_240);
  });

  test.each(policies)(
    '%s: only actions that support no resource are allowed on everything, and they read no data',
    (_, policy) => {
      const open = statementsIn(policy).filter(({ Resource }) => Resource.includes('*'));
      expect(open).toHaveLength(1);
      for (const action of open[0]?.Action ?? [])
        expect(action).toMatch(/:(Describe|List|Get(MetricData|Resources)$)/);
    },
  );

  test.each(policies)(
    '%s: may use only the keys of the environment, and only through services',
    (_, policy) => {
      const statements = statementsIn(policy).filter(({ Action }) =>
        [Action].flat().some((each) => each.startsWith('kms:')),
      );
      expect(statements).toHaveLength(3);
      for (const { Condition } of statements) {
        expect(Condition?.['StringEquals']).toMatchObject({ 'aws:ResourceTag/bulkhead:environment': 'test' });
      }
      expect(statements.find(({ Sid }) => Sid === 'UseKeysThroughServices')?.Condition).toMatchObject({
        StringEquals: { 'kms:ViaService': expect.arrayContaining(['rds.eu-central-1.amazonaws.com']) },
      });
    },
  );

  test.each(['SnapshotDatabasesOfEnvironment', 'BackUpFileSystemsOfEnvironment'])(
    '%s is allowed only for resources with the tag of the environment',
    (sid) => {
      const [, policy] = policies.find(([name]) => name === 'role') ?? [];
      expect(statement(policy, sid)?.Condition).toEqual({
        StringEquals: { 'aws:ResourceTag/bulkhead:environment': 'test' },
      });
    },
  );

  test('objects are read only from the tagged data bucket, and restored only into new buckets', () => {
    const [backupPolicy, restorePolicy] = ['role', 'restore-role'].map(
      (role) => policies.find(([name]) => name === role)?.[1],
    );
    const { nameScope } = contextOf();
    const data = `arn:aws:s3:::${bucketName(nameScope, 'data')}`;
    expect(statement(backupPolicy, 'FollowDataBucket')?.Resource).toEqual([data]);
    expect(statement(backupPolicy, 'ReadObjectsOfDataBucket')?.Resource).toEqual([`${data}/*`]);
    expect(statement(restorePolicy, 'RestoreObjects')?.Resource).toEqual([
      `arn:aws:s3:::${bucketName(nameScope, 'restored')}*/*`,
      'arn:aws:s3:::awsbackup-restore-test-*/*',
    ]);
    expect(statement(restorePolicy, 'RestoreDatabases')?.Resource).toEqual([
      'arn:aws:rds:eu-central-1:123456789012:cluster:bulkhead-test-restored*',
      'arn:aws:rds:eu-central-1:123456789012:db:bulkhead-test-restored*',
      'arn:aws:rds:eu-central-1:123456789012:cluster:awsbackup-restore-test-*',
      'arn:aws:rds:eu-central-1:123456789012:db:awsbackup-restore-test-*',
      'arn:aws:rds:eu-central-1:123456789012:cluster-snapshot:awsbackup:*',
      'arn:aws:rds:eu-central-1:123456789012:snapshot:awsbackup:*',
      ...['subgrp', 'cluster-pg', 'pg', 'og'].map(
        (type) => `arn:aws:rds:eu-central-1:123456789012:${type}:*`,
      ),
    ]);
  });

  test('buckets of other environments are not read, even if their names start with the name of this one', () => {
    const [, policy] = policies.find(([name]) => name === 'role') ?? [];
    expect(policy).not.toMatch(/s3:::bulkhead-test-\*/);
    expect(JSON.stringify(policy)).not.toContain('iam:PassRole');
  });

  test('can be assumed only by AWS Backup', () => {
    for (const role of resourcesOf(terraform, 'aws_iam_role')) {
      expect(statementsIn(role['assume_role_policy'])).toEqual([
        expect.objectContaining({ Principal: { Service: 'backup.amazonaws.com' }, Action: 'sts:AssumeRole' }),
      ]);
    }
  });
});

describe('P1.8: alerts about failed jobs', () => {
  const terraform = synthesize();
  const patterns = resourcesOf(terraform, 'aws_cloudwatch_event_rule').map(
    ({ event_pattern: pattern }) => JSON.parse(pattern as string) as Attributes,
  );

  test.each([
    ['Backup Job State Change', { state: ['ABORTED', 'EXPIRED', 'FAILED', 'PARTIAL'] }],
    ['Copy Job State Change', { state: ['FAILED', 'PARTIAL'] }],
    ['Restore Job State Change', { status: ['ABORTED', 'FAILED'] }],
  ])('%s, in the end states of %j', (type, detail) => {
    expect(patterns).toContainEqual(
      expect.objectContaining({
        source: ['aws.backup'],
        'detail-type': [type],
        detail: expect.objectContaining(detail),
      }),
    );
  });

  test('each rule sends to the alert topic', () => {
    const targets = resourcesOf(terraform, 'aws_cloudwatch_event_target');
    expect(targets).toHaveLength(3);
    for (const target of targets) expect(target['arn']).toMatch(/^\$\{aws_sns_topic\.[^}]+\.arn\}$/);
  });

  test('pitfall 11: the key of the topic allows alarms and rules, and CloudWatch only from this account', () => {
    expect(one(terraform, 'aws_sns_topic')['kms_master_key_id']).toMatch(/^\$\{aws_kms_key\.alerts_/);
    const { policy } = keyOf(terraform, 'Alerts about backups');
    expect(statement(policy, 'SnsFromCloudWatchAlarms')?.Condition).toEqual({
      StringEquals: { 'aws:SourceAccount': '123456789012' },
    });
    expect(statement(policy, 'SnsFromEventBridge')?.Condition).toEqual({
      ArnLike: {
        'kms:EncryptionContext:aws:sns:topicArn': [
          'arn:aws:sns:eu-central-1:123456789012:bulkhead-test-backup-alerts',
        ],
      },
    });
  });

  test('the topic takes messages only from alarms of the account and from rules, and only over TLS', () => {
    const { policy } = one(terraform, 'aws_sns_topic_policy');
    expect(statement(policy, 'AlarmsOfThisAccount')).toMatchObject({
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Condition: {
        StringEquals: { 'aws:SourceAccount': '123456789012' },
        ArnLike: { 'aws:SourceArn': 'arn:aws:cloudwatch:eu-central-1:123456789012:alarm:*' },
      },
    });
    expect(statement(policy, 'TlsOnly')).toMatchObject({
      Effect: 'Deny',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    });
  });

  const silence = (overrides: Overrides) =>
    Object.fromEntries(
      resourcesOf(synthesize(overrides), 'aws_cloudwatch_metric_alarm').map((alarm) => [
        String(alarm['alarm_name']).replace('bulkhead-test-backup-silence-', ''),
        alarm,
      ]),
    );

  test.each([
    ['an hourly tier', { everyHours: 1 }, 3600, 6],
    ['one every two hours', { everyHours: 2 }, 2 * 3600, 3],
    ['one every six hours', { everyHours: 6 }, 6 * 3600, 2],
  ])(
    'with %s, an alarm goes off after at least two periods and six hours without a backup',
    (_, hourly, period, periods) => {
      const settings = { hourly, weekly: { hour: 6 }, monthly: { hour: 12 } };
      const alarms = silence(withSettings({ ...settings, daily: { hour: 0 } }));
      expect(alarms['databases']).toMatchObject({
        namespace: 'AWS/Events',
        metric_name: 'TriggeredRules',
        dimensions: { RuleName: expect.stringMatching(/^\$\{aws_cloudwatch_event_rule\.silence_databases/) },
        period,
        evaluation_periods: periods,
        comparison_operator: 'LessThanThreshold',
        threshold: 1,
        treat_missing_data: 'breaching',
        alarm_actions: [expect.stringMatching(/^\$\{aws_sns_topic\./)],
      });
      // Buckets are backed up continuously, so not every hour has a job.
      expect(alarms['buckets']).toMatchObject({ period: 24 * 3600, evaluation_periods: 2 });
    },
  );

  test('each kind of data store in the environment has its own alarm, and no other kind has one', () => {
    expect(Object.keys(silence({ preset: 'patient-data' })).sort()).toEqual([
      'buckets',
      'databases',
      'file-systems',
    ]);
    expect(Object.keys(silence({ preset: 'hipaa-dr' })).sort()).toEqual(['buckets', 'databases']);
    expect(patterns).toContainEqual({
      source: ['aws.backup'],
      'detail-type': ['Backup Job State Change'],
      detail: {
        state: ['COMPLETED'],
        resourceType: ['Aurora', 'RDS'],
        backupVaultArn: ['arn:aws:backup:eu-central-1:123456789012:backup-vault:bulkhead-test-backup'],
      },
    });
  });

  test('there is no alarm if no tier runs every day', () => {
    const {
      hourly: _,
      daily: __,
      continuous: ___,
      ...settings
    } = settingsOf(contextOf().environment, 'database', 'backup');
    const backup = { ...settings, copyToDr: false };
    expect(silence({ preset: 'saas', apps: { database: { backup } } } as Overrides)).toEqual({});
  });
});
