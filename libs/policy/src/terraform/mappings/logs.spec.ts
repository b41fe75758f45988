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
