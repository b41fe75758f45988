import { alike, getAtt, type MappingTable, noCounterpart, ref, resource } from '../mapping';
import { block, json } from '../shapes';

/** AWS Config. */
export const config: MappingTable = {
  aws_config_configuration_recorder: resource(
    'AWS::Config::ConfigurationRecorder',
    {
      name: 'Name',
      role_arn: 'RoleARN',
      recording_group: block('RecordingGroup', {
        ...alike('all_supported', 'include_global_resource_types', 'resource_types'),
        exclusion_by_resource_types: block('ExclusionByResourceTypes', alike('resource_types')),
        recording_strategy: block('RecordingStrategy', alike('use_only')),
      }),
      recording_mode: block('RecordingMode', alike('recording_frequency')),
    },
    { attributes: { name: ref } },
  ),
  aws_config_configuration_recorder_status: noCounterpart(
    'a recorder of CloudFormation starts as soon as there is a channel',
  ),
  aws_config_delivery_channel: resource(
    'AWS::Config::DeliveryChannel',
    {
      name: 'Name',
      s3_bucket_name: 'S3BucketName',
      s3_key_prefix: 'S3KeyPrefix',
      s3_kms_key_arn: 'S3KmsKeyArn',
      sns_topic_arn: 'SnsTopicARN',
      snapshot_delivery_properties: block('ConfigSnapshotDeliveryProperties', alike('delivery_frequency')),
    },
    { attributes: { name: ref } },
  ),
  // CloudFormation cannot tag a rule.
  aws_config_config_rule: resource(
    'AWS::Config::ConfigRule',
    {
      ...alike('description', 'maximum_execution_frequency'),
      name: 'ConfigRuleName',
      input_parameters: json('InputParameters'),
      source: block('Source', alike('owner', 'source_identifier')),
    },
    { attributes: { name: ref, arn: getAtt('Arn'), rule_id: getAtt('ConfigRuleId') } },
  ),
};
