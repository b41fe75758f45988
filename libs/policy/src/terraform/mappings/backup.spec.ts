import { definedByCloudFormation, definedByTerraform } from '../../testing';

test('a vault, a plan and its selection are the same in both engines', () => {
  const terraform = definedByTerraform({
    aws_backup_vault: { main: { name: 'main', kms_key_arn: 'arn:key', tags: { tier: 'gold' } } },
    aws_backup_vault_lock_configuration: {
      main: {
        backup_vault_name: '${aws_backup_vault.main.name}',
        min_retention_days: 35,
        changeable_for_days: 3,
      },
    },
    aws_backup_vault_policy: {
      main: { backup_vault_name: '${aws_backup_vault.main.name}', policy: '{"Statement":[]}' },
    },
    aws_backup_plan: {
      main: {
        name: 'main',
        rule: [
          {
            rule_name: 'daily',
            schedule: 'cron(0 5 * * ? *)',
            target_vault_name: '${aws_backup_vault.main.name}',
            enable_continuous_backup: true,
            lifecycle: { cold_storage_after: 30, delete_after: 2557 },
            copy_action: [{ destination_vault_arn: 'arn:vault', lifecycle: { delete_after: 35 } }],
          },
        ],
      },
    },
    aws_backup_selection: {
      main: {
        plan_id: '${aws_backup_plan.main.id}',
        name: 'tagged',
        iam_role_arn: 'arn:role',
        resources: ['*'],
        selection_tag: [{ type: 'STRINGEQUALS', key: 'backup', value: 'daily' }],
        condition: [{ string_equals: [{ key: 'aws:ResourceTag/environment', value: 'prod' }] }],
      },
    },
  });

  expect(terraform).toEqual(
    definedByCloudFormation({
      BackupVaultMain: {
        Type: 'AWS::Backup::BackupVault',
        Properties: {
          BackupVaultName: 'main',
          EncryptionKeyArn: 'arn:key',
          BackupVaultTags: { tier: 'gold' },
          LockConfiguration: { MinRetentionDays: 35, ChangeableForDays: 3 },
          AccessPolicy: { Statement: [] },
        },
      },
      BackupPlanMain: {
        Type: 'AWS::Backup::BackupPlan',
        Properties: {
          BackupPlan: {
            BackupPlanName: 'main',
            BackupPlanRule: [
              {
                RuleName: 'daily',
                ScheduleExpression: 'cron(0 5 * * ? *)',
                TargetBackupVault: { Ref: 'BackupVaultMain' },
                EnableContinuousBackup: true,
                Lifecycle: { MoveToColdStorageAfterDays: 30, DeleteAfterDays: 2557 },
                CopyActions: [{ DestinationBackupVaultArn: 'arn:vault', Lifecycle: { DeleteAfterDays: 35 } }],
              },
            ],
          },
        },
      },
      BackupSelectionMain: {
        Type: 'AWS::Backup::BackupSelection',
        Properties: {
          BackupPlanId: { Ref: 'BackupPlanMain' },
          BackupSelection: {
            SelectionName: 'tagged',
            IamRoleArn: 'arn:role',
            Resources: ['*'],
            ListOfTags: [{ ConditionType: 'STRINGEQUALS', ConditionKey: 'backup', ConditionValue: 'daily' }],
            Conditions: {
              StringEquals: [{ ConditionKey: 'aws:ResourceTag/environment', ConditionValue: 'prod' }],
            },
          },
        },
      },
    }),
  );
});
