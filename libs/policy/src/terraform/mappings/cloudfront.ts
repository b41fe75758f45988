import {
  alike,
  getAtt,
  listOfTags,
  type MappingTable,
  type Properties,
  resource,
  terraformOnly,
  without,
} from '../mapping';
import { block, blocks, blocksIn, property } from '../shapes';

const behavior: Properties = {
  ...alike(
    'allowed_methods',
    'cache_policy_id',
    'cached_methods',
    'compress',
    'field_level_encryption_id',
    'origin_request_policy_id',
    'realtime_log_config_arn',
    'response_headers_policy_id',
    'smooth_streaming',
    'target_origin_id',
    'trusted_key_groups',
    'trusted_signers',
    'viewer_protocol_policy',
  ),
  default_ttl: 'DefaultTTL',
  max_ttl: 'MaxTTL',
  min_ttl: 'MinTTL',
  forwarded_values: block('ForwardedValues', {
    ...alike('headers', 'query_string', 'query_string_cache_keys'),
    cookies: block('Cookies', alike('forward', 'whitelisted_names')),
  }),
  function_association: blocks('FunctionAssociations', {
    event_type: 'EventType',
    function_arn: 'FunctionARN',
  }),
  grpc_config: block('GrpcConfig', alike('enabled')),
  lambda_function_association: blocks('LambdaFunctionAssociations', {
    ...alike('event_type', 'include_body'),
    lambda_arn: 'LambdaFunctionARN',
  }),
};

const origin: Properties = {
  ...alike(
    'connection_attempts',
    'connection_timeout',
    'domain_name',
    'origin_access_control_id',
    'origin_path',
  ),
  origin_id: 'Id',
  custom_header: blocks('OriginCustomHeaders', { name: 'HeaderName', value: 'HeaderValue' }),
  custom_origin_config: block('CustomOriginConfig', {
    ...alike('origin_keepalive_timeout', 'origin_protocol_policy', 'origin_read_timeout'),
    http_port: 'HTTPPort',
    https_port: 'HTTPSPort',
    origin_ssl_protocols: 'OriginSSLProtocols',
  }),
  origin_shield: block('OriginShield', alike('enabled', 'origin_shield_region')),
  s3_origin_config: block('S3OriginConfig', alike('origin_access_identity')),
  vpc_origin_config: block(
    'VpcOriginConfig',
    alike('origin_keepalive_timeout', 'origin_read_timeout', 'vpc_origin_id'),
  ),
};

/** Terraform has 0 or an empty text where CloudFormation has no property. */
const unlessEmpty = (name: string) =>
  property(name, (value, scope) => {
    const known = scope.evaluate(value);
    return known === 0 || known === '' ? undefined : known;
  });

/** Lists that CloudFormation requires with their length. */
const counted = (name: string, itemsOf: (value: unknown) => unknown[]) =>
  property(name, (value, scope) => {
    const Items = scope.evaluate(itemsOf(value)) as unknown[];
    return { Items, Quantity: Items.length };
  });

const originGroup: Properties = {
  origin_id: 'Id',
  failover_criteria: block('FailoverCriteria', {
    status_codes: counted('StatusCodes', (codes) => codes as unknown[]),
  }),
  member: counted('Members', (members) => blocksIn(members).map(({ origin_id: OriginId }) => ({ OriginId }))),
};

/** Distributions, and the resources that give them access and headers. */
export const cloudFront: MappingTable = {
  aws_cloudfront_distribution: resource(
    'AWS::CloudFront::Distribution',
    {
      aliases: 'DistributionConfig.Aliases',
      comment: 'DistributionConfig.Comment',
      continuous_deployment_policy_id: 'DistributionConfig.ContinuousDeploymentPolicyId',
      custom_error_response: blocks('DistributionConfig.CustomErrorResponses', {
        error_code: 'ErrorCode',
        response_code: unlessEmpty('ResponseCode'),
        response_page_path: unlessEmpty('ResponsePagePath'),
        error_caching_min_ttl: 'ErrorCachingMinTTL',
      }),
      default_cache_behavior: block('DistributionConfig.DefaultCacheBehavior', behavior),
      default_root_object: 'DistributionConfig.DefaultRootObject',
      enabled: 'DistributionConfig.Enabled',
      http_version: 'DistributionConfig.HttpVersion',
      is_ipv6_enabled: 'DistributionConfig.IPV6Enabled',
      logging_config: block('DistributionConfig.Logging', alike('bucket', 'include_cookies', 'prefix')),
      ordered_cache_behavior: blocks('DistributionConfig.CacheBehaviors', {
        ...behavior,
        path_pattern: 'PathPattern',
      }),
      origin: blocks('DistributionConfig.Origins', origin),
      origin_group: property('DistributionConfig.OriginGroups', (value, scope) => {
        const Items = blocksIn(value).map((each) => scope.properties(originGroup, each));
        return { Items, Quantity: Items.length };
      }),
      price_class: 'DistributionConfig.PriceClass',
      restrictions: block('DistributionConfig.Restrictions', {
        geo_restriction: block('GeoRestriction', alike('locations', 'restriction_type')),
      }),
      retain_on_delete: without('how the distribution is deleted'),
      staging: 'DistributionConfig.Staging',
      viewer_certificate: block('DistributionConfig.ViewerCertificate', {
        ...alike(
          'acm_certificate_arn',
          'iam_certificate_id',
          'minimum_protocol_version',
          'ssl_support_method',
        ),
        cloudfront_default_certificate: 'CloudFrontDefaultCertificate',
      }),
      wait_for_deployment: without('how long Terraform waits'),
      web_acl_id: 'DistributionConfig.WebACLId',
    },
    {
      tags: listOfTags,
      attributes: {
        domain_name: getAtt('DomainName'),
        hosted_zone_id: terraformOnly('HostedZoneId'),
      },
    },
  ),
  aws_cloudfront_continuous_deployment_policy: resource('AWS::CloudFront::ContinuousDeploymentPolicy', {
    enabled: 'ContinuousDeploymentPolicyConfig.Enabled',
    staging_distribution_dns_names: property(
      'ContinuousDeploymentPolicyConfig.StagingDistributionDnsNames',
      (value, scope) => blocksIn(value).flatMap(({ items }) => scope.evaluate(items) as unknown[]),
    ),
    traffic_config: block('ContinuousDeploymentPolicyConfig.TrafficConfig', {
      type: 'Type',
      single_header_config: block('SingleHeaderConfig', alike('header', 'value')),
      single_weight_config: block('SingleWeightConfig', {
        weight: 'Weight',
        session_stickiness_config: block('SessionStickinessConfig', {
          idle_ttl: 'IdleTTL',
          maximum_ttl: 'MaximumTTL',
        }),
      }),
    }),
  }),
  aws_cloudfront_origin_access_control: resource('AWS::CloudFront::OriginAccessControl', {
    description: 'OriginAccessControlConfig.Description',
    name: 'OriginAccessControlConfig.Name',
    origin_access_control_origin_type: 'OriginAccessControlConfig.OriginAccessControlOriginType',
    signing_behavior: 'OriginAccessControlConfig.SigningBehavior',
    signing_protocol: 'OriginAccessControlConfig.SigningProtocol',
  }),
  aws_cloudfront_response_headers_policy: resource('AWS::CloudFront::ResponseHeadersPolicy', {
    comment: 'ResponseHeadersPolicyConfig.Comment',
    name: 'ResponseHeadersPolicyConfig.Name',
    security_headers_config: block('ResponseHeadersPolicyConfig.SecurityHeadersConfig', {
      content_security_policy: block('ContentSecurityPolicy', alike('content_security_policy', 'override')),
      content_type_options: block('ContentTypeOptions', alike('override')),
      frame_options: block('FrameOptions', alike('frame_option', 'override')),
      referrer_policy: block('ReferrerPolicy', alike('override', 'referrer_policy')),
      strict_transport_security: block(
        'StrictTransportSecurity',
        alike('access_control_max_age_sec', 'include_subdomains', 'override', 'preload'),
      ),
      xss_protection: block('XSSProtection', {
        ...alike('mode_block', 'override', 'protection'),
        report_uri: 'ReportUri',
      }),
    }),
  }),
};
