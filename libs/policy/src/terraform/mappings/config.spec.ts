import { definedByCloudFormation, definedByTerraform } from '../../testing';

test('a recorder, its channel and a rule are the same in both engines', () => {
  const terraform = definedByTerraform({
    aws_config_configuration_recorder: {
      all: {
        name: 'all',
        role_arn: 'arn:role',
        recording_group: { all_supported: true, include_global_resource_types: true },
        recording_mode: { recording_frequency: 'DAILY' },
      },
    },
    aws_config_configuration_recorder_status: {
      on: { name: '${aws_config_configuration_recorder.all.name}', is_enabled: true },
    },
    aws_config_delivery_channel: {
      files: {
        name: 'files',
        s3_bucket_name: 'files',
        s3_kms_key_arn: 'arn:key',
        snapshot_delivery_properties: { delivery_frequency: 'TwentyFour_Hours' },
      },
    },
    aws_config_config_rule: {
      passwords: {
        name: 'passwords',
        source: { owner: 'AWS', source_identifier: 'IAM_PASSWORD_POLICY' },
        input_parameters: '{"MinimumPasswordLength":"14"}',
      },
    },
  });

  expect(terraform).toEqual(
    definedByCloudFormation({
      ConfigConfigurationRecorderAll: {
        Type: 'AWS::Config::ConfigurationRecorder',
        Properties: {
          Name: 'all',
          RoleARN: 'arn:role',
          RecordingGroup: { AllSupported: true, IncludeGlobalResourceTypes: true },
          RecordingMode: { RecordingFrequency: 'DAILY' },
        },
      },
      ConfigDeliveryChannelFiles: {
        Type: 'AWS::Config::DeliveryChannel',
        Properties: {
          Name: 'files',
          S3BucketName: 'files',
          S3KmsKeyArn: 'arn:key',
          ConfigSnapshotDeliveryProperties: { DeliveryFrequency: 'TwentyFour_Hours' },
        },
      },
      ConfigConfigRulePasswords: {
        Type: 'AWS::Config::ConfigRule',
        Properties: {
          ConfigRuleName: 'passwords',
          Source: { Owner: 'AWS', SourceIdentifier: 'IAM_PASSWORD_POLICY' },
          InputParameters: { MinimumPasswordLength: '14' },
        },
      },
    }),
  );
});
