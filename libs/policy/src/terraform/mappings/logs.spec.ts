import { definedByCloudFormation, definedByTerraform } from '../../testing';

test('a log group is the same in both engines; without expiry it has no retention property', () => {
  const terraform = definedByTerraform({
    aws_cloudwatch_log_group: {
      year: { name: '/year', retention_in_days: 365, kms_key_id: 'arn:key' },
      ever: { name: '/ever', retention_in_days: 0 },
    },
    aws_cloudwatch_log_resource_policy: {
      route53: { policy_name: 'route53', policy_document: '{"Statement":[]}' },
    },
  });

  expect(terraform).toEqual(
    definedByCloudFormation({
      CloudwatchLogGroupYear: {
        Type: 'AWS::Logs::LogGroup',
        Properties: { LogGroupName: '/year', RetentionInDays: 365, KmsKeyId: 'arn:key' },
      },
      CloudwatchLogGroupEver: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: '/ever' } },
      CloudwatchLogResourcePolicyRoute53: {
        Type: 'AWS::Logs::ResourcePolicy',
        Properties: { PolicyName: 'route53', PolicyDocument: '{"Statement":[]}' },
      },
    }),
  );
});

test('the delivery of access logs to a log group is the same in both engines', () => {
  const terraform = definedByTerraform({
    aws_cloudwatch_log_group: { access: { name: '/access' } },
    aws_cloudwatch_log_delivery_source: {
      cdn: { name: 'cdn', log_type: 'ACCESS_LOGS', resource_arn: 'arn:distribution' },
    },
    aws_cloudwatch_log_delivery_destination: {
      cdn: {
        name: 'cdn',
        output_format: 'json',
        delivery_destination_configuration: [
          { destination_resource_arn: '${aws_cloudwatch_log_group.access.arn}' },
        ],
      },
    },
    aws_cloudwatch_log_delivery: {
      cdn: {
        delivery_source_name: '${aws_cloudwatch_log_delivery_source.cdn.name}',
        delivery_destination_arn: '${aws_cloudwatch_log_delivery_destination.cdn.arn}',
        record_fields: ['date', 'time'],
      },
    },
  });

  expect(terraform).toEqual(
    definedByCloudFormation({
      CloudwatchLogGroupAccess: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: '/access' } },
      CloudwatchLogDeliverySourceCdn: {
        Type: 'AWS::Logs::DeliverySource',
        Properties: { Name: 'cdn', LogType: 'ACCESS_LOGS', ResourceArn: 'arn:distribution' },
      },
      CloudwatchLogDeliveryDestinationCdn: {
        Type: 'AWS::Logs::DeliveryDestination',
        Properties: {
          Name: 'cdn',
          OutputFormat: 'json',
          DestinationResourceArn: { 'Fn::GetAtt': ['CloudwatchLogGroupAccess', 'Arn'] },
        },
      },
      CloudwatchLogDeliveryCdn: {
        Type: 'AWS::Logs::Delivery',
        Properties: {
          DeliverySourceName: { Ref: 'CloudwatchLogDeliverySourceCdn' },
          DeliveryDestinationArn: { 'Fn::GetAtt': ['CloudwatchLogDeliveryDestinationCdn', 'Arn'] },
          RecordFields: ['date', 'time'],
        },
      },
    }),
  );
});

test('a metric filter is the same in both engines', () => {
  const terraform = definedByTerraform({
    aws_cloudwatch_log_group: { trail: { name: '/trail' } },
    aws_cloudwatch_log_metric_filter: {
      root: {
        name: 'root',
        log_group_name: '${aws_cloudwatch_log_group.trail.name}',
        pattern: '{ $.userIdentity.type = "Root" }',
        metric_transformation: {
          name: 'RootUse',
          namespace: 'Bulkhead/Audit',
          value: '1',
          dimensions: { eventName: '$.eventName' },
          unit: 'Count',
        },
      },
    },
  });

  expect(terraform).toEqual(
    definedByCloudFormation({
      CloudwatchLogGroupTrail: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: '/trail' } },
      CloudwatchLogMetricFilterRoot: {
        Type: 'AWS::Logs::MetricFilter',
        Properties: {
          FilterName: 'root',
          LogGroupName: { Ref: 'CloudwatchLogGroupTrail' },
          FilterPattern: '{ $.userIdentity.type = "Root" }',
          MetricTransformations: [
            {
              MetricName: 'RootUse',
              MetricNamespace: 'Bulkhead/Audit',
              MetricValue: '1',
              Dimensions: [{ Key: 'eventName', Value: '$.eventName' }],
              Unit: 'Count',
            },
          ],
        },
      },
    }),
  );
});
