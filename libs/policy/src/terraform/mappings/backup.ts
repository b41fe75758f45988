import {
  alike,
  getAtt,
  listOfTags,
  type MappingTable,
  noCounterpart,
  partOf,
  type Properties,
  ref,
  resource,
  timeouts,
  without,
} from '../mapping';
import { blocks, block, blocksIn, json, property, type Shape } from '../shapes';

const lifecycle = block('Lifecycle', {
  cold_storage_after: 'MoveToColdStorageAfterDays',
  delete_after: 'DeleteAfterDays',
  opt_in_to_archive_for_supported_resources: 'OptInToArchiveForSupportedResources',
});

const rule: Properties = {
  completion_window: 'CompletionWindowMinutes',
  copy_action: blocks('CopyActions', { destination_vault_arn: 'DestinationBackupVaultArn', lifecycle }),
  enable_continuous_backup: 'EnableContinuousBackup',
  lifecycle,
  recovery_point_tags: 'RecoveryPointTags',
  rule_name: 'RuleName',
  schedule: 'ScheduleExpression',
  schedule_expression_timezone: 'ScheduleExpressionTimezone',
  start_window: 'StartWindowMinutes',
  target_vault_name: 'TargetBackupVault',
};

const tested: Shape = (value, scope) =>
  blocksIn(value).map((each) => ({
    ConditionKey: scope.evaluate(each['key']),
    ConditionValue: scope.evaluate(each['value']),
  }));

/** AWS Backup: vaults, plans and selections. */
export const backup: MappingTable = {
  aws_backup_vault: resource(
    'AWS::Backup::BackupVault',
    {
      force_destroy: without('how the vault is deleted'),
      kms_key_arn: 'EncryptionKeyArn',
      name: 'BackupVaultName',
      ...timeouts,
    },
    {
      tags: { property: 'BackupVaultTags', as: 'map' },
      attributes: { arn: getAtt('BackupVaultArn'), name: ref },
    },
  ),
  aws_backup_vault_lock_configuration: partOf('backup_vault_name', {
    changeable_for_days: 'LockConfiguration.ChangeableForDays',
    max_retention_days: 'LockConfiguration.MaxRetentionDays',
    min_retention_days: 'LockConfiguration.MinRetentionDays',
  }),
  aws_backup_vault_policy: partOf('backup_vault_name', { policy: json('AccessPolicy') }),
  aws_backup_vault_notifications: partOf('backup_vault_name', {
    backup_vault_events: 'Notifications.BackupVaultEvents',
    sns_topic_arn: 'Notifications.SNSTopicArn',
  }),
  aws_backup_plan: resource(
    'AWS::Backup::BackupPlan',
    {
      name: 'BackupPlan.BackupPlanName',
      rule: blocks('BackupPlan.BackupPlanRule', rule),
      advanced_backup_setting: blocks(
        'BackupPlan.AdvancedBackupSettings',
        alike('backup_options', 'resource_type'),
      ),
    },
    {
      tags: { property: 'BackupPlanTags', as: 'map' },
      attributes: { arn: getAtt('BackupPlanArn'), version: getAtt('VersionId') },
    },
  ),
  aws_backup_selection: resource('AWS::Backup::BackupSelection', {
    plan_id: 'BackupPlanId',
    iam_role_arn: 'BackupSelection.IamRoleArn',
    name: 'BackupSelection.SelectionName',
    not_resources: 'BackupSelection.NotResources',
    resources: 'BackupSelection.Resources',
    selection_tag: blocks('BackupSelection.ListOfTags', {
      key: 'ConditionKey',
      type: 'ConditionType',
      value: 'ConditionValue',
    }),
    condition: block('BackupSelection.Conditions', {
      string_equals: property('StringEquals', tested),
      string_like: property('StringLike', tested),
      string_not_equals: property('StringNotEquals', tested),
      string_not_like: property('StringNotLike', tested),
    }),
  }),
  aws_backup_region_settings: noCounterpart(
    'what the account opted in to, which the plans do not depend on and which names no resource',
  ),
  aws_backup_restore_testing_plan: resource(
    'AWS::Backup::RestoreTestingPlan',
    {
      ...alike('schedule_expression', 'schedule_expression_timezone', 'start_window_hours'),
      name: 'RestoreTestingPlanName',
      recovery_point_selection: block(
        'RecoveryPointSelection',
        alike(
          'algorithm',
          'exclude_vaults',
          'include_vaults',
          'recovery_point_types',
          'selection_window_days',
        ),
      ),
    },
    { tags: listOfTags, attributes: { arn: getAtt('RestoreTestingPlanArn'), name: ref } },
  ),
  aws_backup_restore_testing_selection: resource('AWS::Backup::RestoreTestingSelection', {
    ...alike(
      'iam_role_arn',
      'protected_resource_arns',
      'protected_resource_type',
      'restore_metadata_overrides',
      'restore_testing_plan_name',
      'validation_window_hours',
    ),
    name: 'RestoreTestingSelectionName',
    protected_resource_conditions: block('ProtectedResourceConditions', {
      string_equals: blocks('StringEquals', alike('key', 'value')),
      string_not_equals: blocks('StringNotEquals', alike('key', 'value')),
    }),
  }),
};
