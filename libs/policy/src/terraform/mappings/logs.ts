import { getAtt, listOfTags, type MappingTable, ref, resource, without } from '../mapping';
import { property } from '../shapes';

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
  // A string in CloudFormation too, since the service limits its length.
  aws_cloudwatch_log_resource_policy: resource('AWS::Logs::ResourcePolicy', {
    policy_document: 'PolicyDocument',
    policy_name: 'PolicyName',
  }),
};
