import { definedByCloudFormation, definedByTerraform } from '../../testing';

test('a trail is the same in both engines', () => {
  const terraform = definedByTerraform({
    aws_cloudtrail: {
      main: {
        name: 'main',
        s3_bucket_name: 'trail',
        kms_key_id: 'arn:key',
        enable_log_file_validation: true,
        is_multi_region_trail: true,
        cloud_watch_logs_group_arn: '${aws_cloudwatch_log_group.trail.arn}:*',
        advanced_event_selector: [
          { name: 'data', field_selector: [{ field: 'eventCategory', equals: ['Data'] }] },
        ],
      },
    },
    aws_cloudwatch_log_group: { trail: { name: '/trail' } },
  });

  expect(terraform).toEqual(
    definedByCloudFormation({
      CloudtrailMain: {
        Type: 'AWS::CloudTrail::Trail',
        Properties: {
          TrailName: 'main',
          S3BucketName: 'trail',
          KMSKeyId: 'arn:key',
          EnableLogFileValidation: true,
          IsMultiRegionTrail: true,
          IsLogging: true,
          IncludeGlobalServiceEvents: true,
          CloudWatchLogsLogGroupArn: {
            'Fn::Join': ['', [{ 'Fn::GetAtt': ['CloudwatchLogGroupTrail', 'Arn'] }, ':*']],
          },
          AdvancedEventSelectors: [
            { Name: 'data', FieldSelectors: [{ Field: 'eventCategory', Equals: ['Data'] }] },
          ],
        },
      },
      CloudwatchLogGroupTrail: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: '/trail' } },
    }),
  );
});
