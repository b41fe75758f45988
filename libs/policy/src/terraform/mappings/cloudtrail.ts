import { alike, getAtt, listOfTags, type MappingTable, ref, resource } from '../mapping';
import { blocks } from '../shapes';

/** Trails. */
export const cloudTrail: MappingTable = {
  aws_cloudtrail: resource(
    'AWS::CloudTrail::Trail',
    {
      ...alike(
        'enable_log_file_validation',
        'include_global_service_events',
        'is_multi_region_trail',
        'is_organization_trail',
        's3_bucket_name',
        's3_key_prefix',
        'sns_topic_name',
      ),
      cloud_watch_logs_group_arn: 'CloudWatchLogsLogGroupArn',
      cloud_watch_logs_role_arn: 'CloudWatchLogsRoleArn',
      enable_logging: 'IsLogging',
      kms_key_id: 'KMSKeyId',
      name: 'TrailName',
      advanced_event_selector: blocks('AdvancedEventSelectors', {
        name: 'Name',
        field_selector: blocks(
          'FieldSelectors',
          alike(
            'ends_with',
            'field',
            'not_ends_with',
            'not_equals',
            'not_starts_with',
            'starts_with',
            'equals',
          ),
        ),
      }),
      event_selector: blocks('EventSelectors', {
        ...alike('exclude_management_event_sources', 'include_management_events', 'read_write_type'),
        data_resource: blocks('DataResources', alike('type', 'values')),
      }),
      insight_selector: blocks('InsightSelectors', alike('insight_type')),
    },
    {
      tags: listOfTags,
      attributes: { arn: getAtt('Arn'), name: ref },
      // CloudFormation's default for the second is false. It has no default for the first.
      defaults: { enable_logging: true, include_global_service_events: true },
    },
  ),
};
