import { alike, getAtt, listOfTags, type MappingTable, partOf, ref, resource, without } from '../mapping';
import { blocks, inBlock, json, property, tagList } from '../shapes';

/** CloudWatch Logs. */
export const logs: MappingTable = {
  aws_cloudwatch_log_group: resource(
    'AWS::Logs::LogGroup',
    {
      kms_key_id: 'KmsKeyId',
      log_group_class: 'LogGroupClass',
      name: 'LogGroupName',
      skip_destroy: without('how the log group is deleted'),
      name_prefix: without('a name that AWS completes'),
      // Zero means "never" in Terraform. In CloudFormation the property is missing.
      retention_in_days: property('RetentionInDays', (value) => (value === 0 ? undefined : value)),
    },
    // CloudFormation's ARN ends in ":*".
    { tags: listOfTags, attributes: { arn: getAtt('Arn'), name: ref } },
  ),
  aws_cloudwatch_log_data_protection_policy: partOf('log_group_name', {
    policy_document: json('DataProtectionPolicy'),
  }),
  aws_cloudwatch_log_delivery: resource(
    'AWS::Logs::Delivery',
    {
      ...alike('delivery_destination_arn', 'delivery_source_name', 'field_delimiter', 'record_fields'),
      s3_delivery_configuration: [
        property('S3EnableHiveCompatiblePath', inBlock('enable_hive_compatible_path')),
        property('S3SuffixPath', inBlock('suffix_path')),
      ],
    },
    { tags: listOfTags, attributes: { arn: getAtt('Arn'), id: getAtt('DeliveryId') } },
  ),
  aws_cloudwatch_log_delivery_destination: resource(
    'AWS::Logs::DeliveryDestination',
    {
      ...alike('name', 'output_format'),
      delivery_destination_configuration: property(
        'DestinationResourceArn',
        inBlock('destination_resource_arn'),
      ),
    },
    { tags: listOfTags, attributes: { arn: getAtt('Arn'), name: ref } },
  ),
  aws_cloudwatch_log_delivery_source: resource(
    'AWS::Logs::DeliverySource',
    alike('log_type', 'name', 'resource_arn'),
    { tags: listOfTags, attributes: { arn: getAtt('Arn'), name: ref } },
  ),
  aws_cloudwatch_log_metric_filter: resource('AWS::Logs::MetricFilter', {
    log_group_name: 'LogGroupName',
    name: 'FilterName',
    pattern: 'FilterPattern',
    metric_transformation: blocks('MetricTransformations', {
      ...alike('default_value', 'unit'),
      dimensions: tagList('Dimensions'),
      name: 'MetricName',
      namespace: 'MetricNamespace',
      value: 'MetricValue',
    }),
  }),
  // A string in CloudFormation too, since the service limits its length.
  aws_cloudwatch_log_resource_policy: resource('AWS::Logs::ResourcePolicy', {
    policy_document: 'PolicyDocument',
    policy_name: 'PolicyName',
  }),
};
