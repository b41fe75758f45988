import {
  alike,
  getAtt,
  listOfTags,
  type MappingTable,
  partOf,
  ref,
  resource,
  sameAs,
  timeouts,
  without,
} from '../mapping';
import { json } from '../shapes';

/** KMS keys and aliases. */
export const kms: MappingTable = {
  aws_kms_key: resource(
    'AWS::KMS::Key',
    {
      ...alike(
        'bypass_policy_lockout_safety_check',
        'description',
        'enable_key_rotation',
        'key_usage',
        'multi_region',
        'rotation_period_in_days',
      ),
      customer_master_key_spec: 'KeySpec',
      deletion_window_in_days: 'PendingWindowInDays',
      is_enabled: 'Enabled',
      policy: json('KeyPolicy'),
      ...timeouts,
    },
    { tags: listOfTags, attributes: { arn: getAtt('Arn'), key_id: ref } },
  ),
  aws_kms_key_policy: partOf('key_id', {
    policy: json('KeyPolicy'),
    bypass_policy_lockout_safety_check: 'BypassPolicyLockoutSafetyCheck',
  }),
  aws_kms_replica_key: resource(
    'AWS::KMS::ReplicaKey',
    {
      ...alike('description', 'enabled', 'primary_key_arn'),
      bypass_policy_lockout_safety_check: without('a check when the key is made'),
      deletion_window_in_days: 'PendingWindowInDays',
      policy: json('KeyPolicy'),
    },
    { tags: listOfTags, attributes: { arn: getAtt('Arn'), key_id: ref } },
  ),
  aws_kms_alias: resource(
    'AWS::KMS::Alias',
    { name: 'AliasName', name_prefix: without('a name that AWS completes'), target_key_id: 'TargetKeyId' },
    { attributes: { name: ref, target_key_id: sameAs('target_key_id') } },
  ),
};
