import {
  alike,
  getAtt,
  listOfTags,
  type MappingTable,
  type Properties,
  ref,
  resource,
  sameAs,
  timeouts,
  without,
} from '../mapping';
import { block, blocks, json } from '../shapes';

const visibility = block('VisibilityConfig', {
  cloudwatch_metrics_enabled: 'CloudWatchMetricsEnabled',
  metric_name: 'MetricName',
  sampled_requests_enabled: 'SampledRequestsEnabled',
});

const headers = { insert_header: blocks('InsertHeaders', alike('name', 'value')) };
const passed: Properties = { custom_request_handling: block('CustomRequestHandling', headers) };
const blocked: Properties = {
  custom_response: block('CustomResponse', {
    ...alike('custom_response_body_key', 'response_code'),
    response_header: blocks('ResponseHeaders', alike('name', 'value')),
  }),
};
const action: Properties = {
  allow: block('Allow', passed),
  block: block('Block', blocked),
  captcha: block('Captcha', passed),
  challenge: block('Challenge', passed),
  count: block('Count', passed),
};

const forwardedAddress = {
  forwarded_ip_config: block('ForwardedIPConfig', alike('fallback_behavior', 'header_name')),
};
const addressSet = block('IPSetReferenceStatement', {
  arn: 'Arn',
  ip_set_forwarded_ip_config: block(
    'IPSetForwardedIPConfig',
    alike('fallback_behavior', 'header_name', 'position'),
  ),
});
const country = block('GeoMatchStatement', { country_codes: 'CountryCodes', ...forwardedAddress });
const label = block('LabelMatchStatement', alike('key', 'scope'));

/** Statements that do not nest. WAF has more of them: add one when a stack uses it. */
const simple: Properties = {
  geo_match_statement: country,
  ip_set_reference_statement: addressSet,
  label_match_statement: label,
};
const narrowed: Properties = {
  ...simple,
  not_statement: block('NotStatement', { statement: block('Statement', simple) }),
  and_statement: block('AndStatement', { statement: blocks('Statements', simple) }),
  or_statement: block('OrStatement', { statement: blocks('Statements', simple) }),
};
const statement: Properties = {
  ...narrowed,
  managed_rule_group_statement: block('ManagedRuleGroupStatement', {
    ...alike('name', 'vendor_name', 'version'),
    rule_action_override: blocks('RuleActionOverrides', {
      name: 'Name',
      action_to_use: block('ActionToUse', action),
    }),
    scope_down_statement: block('ScopeDownStatement', narrowed),
  }),
  rate_based_statement: block('RateBasedStatement', {
    ...alike('aggregate_key_type', 'evaluation_window_sec', 'limit'),
    ...forwardedAddress,
    scope_down_statement: block('ScopeDownStatement', narrowed),
  }),
};

/** Web ACLs, IP sets and log destinations. */
export const waf: MappingTable = {
  aws_wafv2_web_acl: resource(
    'AWS::WAFv2::WebACL',
    {
      ...alike('description', 'name', 'scope', 'token_domains'),
      name_prefix: without('a name that AWS completes'),
      default_action: block('DefaultAction', {
        allow: block('Allow', passed),
        block: block('Block', blocked),
      }),
      data_protection_config: block('DataProtectionConfig', {
        data_protection: blocks('DataProtections', {
          ...alike('action', 'exclude_rate_based_details', 'exclude_rule_match_details'),
          field: block('Field', alike('field_keys', 'field_type')),
        }),
      }),
      rule: blocks('Rules', {
        ...alike('name', 'priority'),
        action: block('Action', action),
        override_action: block('OverrideAction', { count: block('Count', {}), none: block('None', {}) }),
        rule_label: blocks('RuleLabels', { name: 'Name' }),
        statement: block('Statement', statement),
        visibility_config: visibility,
      }),
      rule_json: json('Rules'),
      visibility_config: visibility,
    },
    {
      tags: listOfTags,
      attributes: {
        id: getAtt('Id'),
        arn: getAtt('Arn'),
        name: sameAs('name'),
        capacity: getAtt('Capacity'),
      },
    },
  ),
  aws_wafv2_ip_set: resource(
    'AWS::WAFv2::IPSet',
    {
      ...alike('addresses', 'description', 'name', 'scope'),
      ip_address_version: 'IPAddressVersion',
      name_prefix: without('a name that AWS completes'),
    },
    { tags: listOfTags, attributes: { id: getAtt('Id'), arn: getAtt('Arn') }, defaults: { addresses: [] } },
  ),
  aws_wafv2_web_acl_association: resource('AWS::WAFv2::WebACLAssociation', {
    resource_arn: 'ResourceArn',
    web_acl_arn: 'WebACLArn',
    ...timeouts,
  }),
  aws_wafv2_web_acl_logging_configuration: resource(
    'AWS::WAFv2::LoggingConfiguration',
    {
      ...alike('log_destination_configs', 'resource_arn'),
      logging_filter: block('LoggingFilter', {
        default_behavior: 'DefaultBehavior',
        filter: blocks('Filters', {
          ...alike('behavior', 'requirement'),
          condition: blocks('Conditions', {
            action_condition: block('ActionCondition', alike('action')),
            label_name_condition: block('LabelNameCondition', alike('label_name')),
          }),
        }),
      }),
      redacted_fields: blocks('RedactedFields', {
        method: block('Method', {}),
        query_string: block('QueryString', {}),
        single_header: block('SingleHeader', { name: 'Name' }),
        uri_path: block('UriPath', {}),
      }),
    },
    { attributes: { id: ref } },
  ),
};
