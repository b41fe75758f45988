import { definedByCloudFormation, definedByTerraform } from '../../testing';

const visible = { cloudwatch_metrics_enabled: true, metric_name: 'main', sampled_requests_enabled: false };
const Visible = { CloudWatchMetricsEnabled: true, MetricName: 'main', SampledRequestsEnabled: false };

test('a web ACL with managed rules, a rate limit and its log is the same in both engines', () => {
  const terraform = definedByTerraform({
    aws_wafv2_web_acl: {
      main: {
        name: 'main',
        scope: 'CLOUDFRONT',
        default_action: { allow: {} },
        data_protection_config: {
          data_protection: [
            {
              action: 'SUBSTITUTION',
              exclude_rule_match_details: false,
              field: { field_keys: ['cookie'], field_type: 'SINGLE_HEADER' },
            },
          ],
        },
        visibility_config: visible,
        rule: [
          {
            name: 'common',
            priority: 0,
            override_action: { none: {} },
            statement: {
              managed_rule_group_statement: {
                name: 'AWSManagedRulesCommonRuleSet',
                vendor_name: 'AWS',
                rule_action_override: [{ name: 'SizeRestrictions_BODY', action_to_use: { count: {} } }],
              },
            },
            visibility_config: visible,
          },
          {
            name: 'rate',
            priority: 1,
            action: { block: { custom_response: { response_code: 429 } } },
            statement: { rate_based_statement: { aggregate_key_type: 'IP', limit: 2000 } },
            visibility_config: visible,
          },
        ],
      },
    },
    aws_wafv2_web_acl_logging_configuration: {
      main: {
        resource_arn: '${aws_wafv2_web_acl.main.arn}',
        log_destination_configs: ['arn:logs'],
        redacted_fields: [{ single_header: { name: 'authorization' } }],
      },
    },
  });

  expect(terraform).toEqual(
    definedByCloudFormation({
      Wafv2WebAclMain: {
        Type: 'AWS::WAFv2::WebACL',
        Properties: {
          Name: 'main',
          Scope: 'CLOUDFRONT',
          DefaultAction: { Allow: {} },
          DataProtectionConfig: {
            DataProtections: [
              {
                Action: 'SUBSTITUTION',
                ExcludeRuleMatchDetails: false,
                Field: { FieldKeys: ['cookie'], FieldType: 'SINGLE_HEADER' },
              },
            ],
          },
          VisibilityConfig: Visible,
          Rules: [
            {
              Name: 'common',
              Priority: 0,
              OverrideAction: { None: {} },
              Statement: {
                ManagedRuleGroupStatement: {
                  Name: 'AWSManagedRulesCommonRuleSet',
                  VendorName: 'AWS',
                  RuleActionOverrides: [{ Name: 'SizeRestrictions_BODY', ActionToUse: { Count: {} } }],
                },
              },
              VisibilityConfig: Visible,
            },
            {
              Name: 'rate',
              Priority: 1,
              Action: { Block: { CustomResponse: { ResponseCode: 429 } } },
              Statement: { RateBasedStatement: { AggregateKeyType: 'IP', Limit: 2000 } },
              VisibilityConfig: Visible,
            },
          ],
        },
      },
      Wafv2WebAclLoggingConfigurationMain: {
        Type: 'AWS::WAFv2::LoggingConfiguration',
        Properties: {
          ResourceArn: { 'Fn::GetAtt': ['Wafv2WebAclMain', 'Arn'] },
          LogDestinationConfigs: ['arn:logs'],
          RedactedFields: [{ SingleHeader: { Name: 'authorization' } }],
        },
      },
    }),
  );
});
