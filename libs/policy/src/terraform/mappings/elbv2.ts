import {
  alike,
  getAtt,
  listOfTags,
  type MappingTable,
  type Properties,
  type Property,
  ref,
  resource,
  timeouts,
  without,
} from '../mapping';
import { block, blocks, blocksIn, constant, oneOf, property } from '../shapes';

/** A setting that CloudFormation keeps in a list of keys and values, all of them strings. */
function setting(list: string, Key: string): Property {
  return property(list, (value, scope) => [{ Key, Value: textOf(scope.evaluate(value)) }]);
}

/** The settings of a block. */
function settings(list: string, keys: Readonly<Record<string, string>>): Property {
  const table = Object.fromEntries(Object.keys(keys).map((attribute) => [attribute, attribute]));
  return property(list, (value, scope) => {
    const set = Object.assign({}, ...blocksIn(value).map((each) => scope.properties(table, each))) as object;
    return Object.entries(set).map(([attribute, each]) => ({ Key: keys[attribute], Value: textOf(each) }));
  });
}

const textOf = (value: unknown) => (typeof value === 'object' ? value : String(value));

const ofBalancer = (key: string) => setting('LoadBalancerAttributes', key);
const ofTargets = (key: string) => setting('TargetGroupAttributes', key);

/** An attribute of the block `health_check`. CloudFormation has no such block. */
const ofCheck = (name: string, attribute: string) =>
  property(name, (value, scope) => scope.evaluate(blocksIn(value)[0]?.[attribute]));

const authentication = alike(
  'authentication_request_extra_params',
  'on_unauthenticated_request',
  'scope',
  'session_cookie_name',
  'session_timeout',
);

const action: Properties = {
  ...alike('order', 'target_group_arn', 'type'),
  fixed_response: block('FixedResponseConfig', alike('content_type', 'message_body', 'status_code')),
  forward: block('ForwardConfig', {
    stickiness: block('TargetGroupStickinessConfig', { duration: 'DurationSeconds', enabled: 'Enabled' }),
    target_group: blocks('TargetGroups', { arn: 'TargetGroupArn', weight: 'Weight' }),
  }),
  authenticate_cognito: block('AuthenticateCognitoConfig', {
    ...authentication,
    ...alike('user_pool_arn', 'user_pool_client_id', 'user_pool_domain'),
  }),
  authenticate_oidc: block('AuthenticateOidcConfig', {
    ...authentication,
    ...alike(
      'authorization_endpoint',
      'client_id',
      'client_secret',
      'issuer',
      'token_endpoint',
      'user_info_endpoint',
    ),
  }),
  redirect: block('RedirectConfig', alike('host', 'path', 'port', 'protocol', 'query', 'status_code')),
};

/** A condition of a rule: the field name, and the values in the field's own block. */
function conditionOn(Field: string, name: string, properties: Properties): readonly Property[] {
  return [constant('Field', Field), block(name, properties)];
}

const values = alike('values');
const condition: Properties = {
  host_header: conditionOn('host-header', 'HostHeaderConfig', values),
  http_header: conditionOn('http-header', 'HttpHeaderConfig', alike('http_header_name', 'values')),
  http_request_method: conditionOn('http-request-method', 'HttpRequestMethodConfig', values),
  path_pattern: conditionOn('path-pattern', 'PathPatternConfig', values),
  query_string: [
    constant('Field', 'query-string'),
    blocks('QueryStringConfig.Values', alike('key', 'value')),
  ],
  source_ip: conditionOn('source-ip', 'SourceIpConfig', values),
};

/** Load balancers, listeners with their rules, and target groups. */
export const elbv2: MappingTable = {
  aws_lb: resource(
    'AWS::ElasticLoadBalancingV2::LoadBalancer',
    {
      ...alike('ip_address_type', 'name', 'security_groups', 'subnets'),
      load_balancer_type: 'Type',
      name_prefix: without('a name that AWS completes'),
      internal: oneOf('Scheme', { true: 'internal', false: 'internet-facing' }),
      access_logs: settings('LoadBalancerAttributes', {
        bucket: 'access_logs.s3.bucket',
        enabled: 'access_logs.s3.enabled',
        prefix: 'access_logs.s3.prefix',
      }),
      connection_logs: settings('LoadBalancerAttributes', {
        bucket: 'connection_logs.s3.bucket',
        enabled: 'connection_logs.s3.enabled',
        prefix: 'connection_logs.s3.prefix',
      }),
      client_keep_alive: ofBalancer('client_keep_alive.seconds'),
      desync_mitigation_mode: ofBalancer('routing.http.desync_mitigation_mode'),
      drop_invalid_header_fields: ofBalancer('routing.http.drop_invalid_header_fields.enabled'),
      enable_cross_zone_load_balancing: ofBalancer('load_balancing.cross_zone.enabled'),
      enable_deletion_protection: ofBalancer('deletion_protection.enabled'),
      enable_http2: ofBalancer('routing.http2.enabled'),
      enable_waf_fail_open: ofBalancer('waf.fail_open.enabled'),
      enable_xff_client_port: ofBalancer('routing.http.xff_client_port.enabled'),
      enable_zonal_shift: ofBalancer('zonal_shift.config.enabled'),
      idle_timeout: ofBalancer('idle_timeout.timeout_seconds'),
      preserve_host_header: ofBalancer('routing.http.preserve_host_header.enabled'),
      xff_header_processing_mode: ofBalancer('routing.http.xff_header_processing.mode'),
      subnet_mapping: blocks('SubnetMappings', {
        ...alike('allocation_id', 'subnet_id'),
        ipv6_address: 'IPv6Address',
        private_ipv4_address: 'PrivateIPv4Address',
      }),
      ...timeouts,
    },
    {
      tags: listOfTags,
      attributes: {
        arn: ref,
        arn_suffix: getAtt('LoadBalancerFullName'),
        dns_name: getAtt('DNSName'),
        zone_id: getAtt('CanonicalHostedZoneID'),
      },
      defaults: { internal: false },
    },
  ),
  aws_lb_listener: resource(
    'AWS::ElasticLoadBalancingV2::Listener',
    {
      ...alike('load_balancer_arn', 'port', 'protocol', 'ssl_policy'),
      alpn_policy: property('AlpnPolicy', (value, scope) => [scope.evaluate(value)]),
      certificate_arn: property('Certificates', (value, scope) => [
        { CertificateArn: scope.evaluate(value) },
      ]),
      default_action: blocks('DefaultActions', action),
      mutual_authentication: block('MutualAuthentication', {
        ...alike('ignore_client_certificate_expiry', 'mode', 'trust_store_arn'),
        advertise_trust_store_ca_names: 'AdvertiseTrustStoreCaNames',
      }),
      routing_http_response_server_enabled: setting(
        'ListenerAttributes',
        'routing.http.response.server.enabled',
      ),
      routing_http_response_strict_transport_security_header_value: setting(
        'ListenerAttributes',
        'routing.http.response.strict_transport_security.header_value',
      ),
      tcp_idle_timeout_seconds: setting('ListenerAttributes', 'tcp.idle_timeout.seconds'),
      ...timeouts,
    },
    { attributes: { arn: ref } },
  ),
  aws_lb_listener_rule: resource(
    'AWS::ElasticLoadBalancingV2::ListenerRule',
    {
      ...alike('listener_arn', 'priority'),
      action: blocks('Actions', action),
      condition: property('Conditions', (value, scope) =>
        // One block may hold several conditions. CloudFormation lists them one by one.
        blocksIn(value).flatMap((each) =>
          Object.entries(each).map(([attribute, body]) => scope.properties(condition, { [attribute]: body })),
        ),
      ),
    },
    { tags: listOfTags, attributes: { arn: ref } },
  ),
  aws_lb_target_group: resource(
    'AWS::ElasticLoadBalancingV2::TargetGroup',
    {
      ...alike('ip_address_type', 'name', 'port', 'protocol', 'protocol_version', 'target_type', 'vpc_id'),
      name_prefix: without('a name that AWS completes'),
      deregistration_delay: ofTargets('deregistration_delay.timeout_seconds'),
      load_balancing_algorithm_type: ofTargets('load_balancing.algorithm.type'),
      load_balancing_cross_zone_enabled: ofTargets('load_balancing.cross_zone.enabled'),
      slow_start: ofTargets('slow_start.duration_seconds'),
      stickiness: settings('TargetGroupAttributes', {
        cookie_duration: 'stickiness.lb_cookie.duration_seconds',
        cookie_name: 'stickiness.app_cookie.cookie_name',
        enabled: 'stickiness.enabled',
        type: 'stickiness.type',
      }),
      health_check: [
        ofCheck('HealthCheckEnabled', 'enabled'),
        ofCheck('HealthyThresholdCount', 'healthy_threshold'),
        ofCheck('HealthCheckIntervalSeconds', 'interval'),
        ofCheck('Matcher.HttpCode', 'matcher'),
        ofCheck('HealthCheckPath', 'path'),
        ofCheck('HealthCheckPort', 'port'),
        ofCheck('HealthCheckProtocol', 'protocol'),
        ofCheck('HealthCheckTimeoutSeconds', 'timeout'),
        ofCheck('UnhealthyThresholdCount', 'unhealthy_threshold'),
      ],
    },
    {
      tags: listOfTags,
      attributes: { arn: ref, arn_suffix: getAtt('TargetGroupFullName'), name: getAtt('TargetGroupName') },
    },
  ),
};
