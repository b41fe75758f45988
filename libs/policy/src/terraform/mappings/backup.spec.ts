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

test('P1.9: a restore testing plan and its selection are the same in both engines', () => {
  const terraform = definedByTerraform({
    aws_backup_restore_testing_plan: {
      main: {
        name: 'weekly',
        schedule_expression: 'cron(0 3 ? * TUE *)',
        start_window_hours: 1,
        recovery_point_selection: [
          {
            algorithm: 'RANDOM_WITHIN_WINDOW',
            include_vaults: ['arn:vault'],
            recovery_point_types: ['SNAPSHOT'],
            selection_window_days: 30,
          },
        ],
        tags: { tier: 'gold' },
      },
    },
    aws_backup_restore_testing_selection: {
      main: {
        name: 'aurora',
        restore_testing_plan_name: '${aws_backup_restore_testing_plan.main.name}',
        iam_role_arn: 'arn:role',
        protected_resource_type: 'Aurora',
        protected_resource_arns: ['*'],
        protected_resource_conditions: [
          { string_equals: [{ key: 'aws:ResourceTag/environment', value: 'prod' }] },
        ],
        restore_metadata_overrides: { dbSubnetGroupName: 'isolated' },
        validation_window_hours: 4,
      },
    },
  });

  expect(terraform).toEqual(
    definedByCloudFormation({
      BackupRestoreTestingPlanMain: {
        Type: 'AWS::Backup::RestoreTestingPlan',
        Properties: {
          RestoreTestingPlanName: 'weekly',
          ScheduleExpression: 'cron(0 3 ? * TUE *)',
          StartWindowHours: 1,
          RecoveryPointSelection: {
            Algorithm: 'RANDOM_WITHIN_WINDOW',
            IncludeVaults: ['arn:vault'],
            RecoveryPointTypes: ['SNAPSHOT'],
            SelectionWindowDays: 30,
          },
          Tags: [{ Key: 'tier', Value: 'gold' }],
        },
      },
      BackupRestoreTestingSelectionMain: {
        Type: 'AWS::Backup::RestoreTestingSelection',
        Properties: {
          RestoreTestingSelectionName: 'aurora',
          RestoreTestingPlanName: { Ref: 'BackupRestoreTestingPlanMain' },
          IamRoleArn: 'arn:role',
          ProtectedResourceType: 'Aurora',
          ProtectedResourceArns: ['*'],
          ProtectedResourceConditions: {
            StringEquals: [{ Key: 'aws:ResourceTag/environment', Value: 'prod' }],
          },
          RestoreMetadataOverrides: { dbSubnetGroupName: 'isolated' },
          ValidationWindowHours: 4,
        },
      },
    }),
  );
});

test('the settings of an account and region have no counterpart', () => {
  expect(definedByTerraform({ aws_backup_region_settings: { main: {} } })).toEqual(
    definedByCloudFormation({}),
  );
});
