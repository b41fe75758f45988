import { type SynthesizedEnvironment } from './reading/synthesized-environment';

/** A shape of an environment, as the stacks `edge` and `routing` synthesize it. */
export interface Shape {
  readonly policy: 'failover' | 'latency' | 'weighted' | 'one region';
  /** Whether a distribution stands in front. */
  readonly cdn: boolean;
  /** Whether the environment has a name of its own. @default true */
  readonly domain?: boolean;
  /** What a person throws to move users. @default 'metric' */
  readonly switch?: 'metric' | 'inverted metric' | 'object' | 'routing control';
  /** Status of the region's alarm check without data. @default 'LastKnownStatus' */
  readonly whenInsufficient?: 'Healthy' | 'Unhealthy' | 'LastKnownStatus';
}

/** Blocks of one resource, free to be changed by a test. */
export type Body = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

/** Terraform JSON, free to be changed by a test. */
export interface TerraformJson {
  readonly provider: { readonly aws: Body[] };
  readonly data: Record<string, Record<string, Body>>;
  readonly resource: Record<string, Record<string, Body>>;
}

const regionNames = { primary: 'eu-west-1', dr: 'eu-central-1' } as const;
const publicName = 'www.example.com';
const originName = 'origin.example.com';
type Role = keyof typeof regionNames;

/** What is synthesized for an environment of a shape: the stacks `routing` and `edge`, and `service` in each region. */
export function synthesizedShape(shape: Shape): SynthesizedEnvironment {
  const roles: readonly Role[] = shape.policy === 'one region' ? ['primary'] : ['primary', 'dr'];
  const global = { app: 'cdn-dns', engine: 'cdktf', role: 'global', region: 'us-east-1' } as const;
  const hasDomain = shape.domain ?? true;
  return {
    name: 'qa',
    stacks: [
      ...roles.map((role) => ({
        app: 'app-platform',
        stack: 'service',
        engine: 'cdk' as const,
        role,
        region: regionNames[role],
        template: serviceTemplate(),
      })),
      ...(shape.cdn ? [{ ...global, stack: 'edge', template: edgeTemplate(roles, hasDomain) }] : []),
      ...(hasDomain ? [{ ...global, stack: 'routing', template: routingTemplate(roles, shape) }] : []),
    ],
  };
}

/** The Terraform JSON of a stack of `cdn-dns` in an environment, to be changed in place. */
export function terraformOf({ stacks }: SynthesizedEnvironment, stack: 'routing' | 'edge'): TerraformJson {
  const found = stacks.find((each) => each.stack === stack);
  if (!found) throw new RangeError(`There is no stack ${stack}.`);
  return found.template as TerraformJson;
}

function serviceTemplate(): object {
  return {
    Resources: {
      Group: {
        Type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
        Properties: {
          HealthCheckIntervalSeconds: 10,
          HealthCheckTimeoutSeconds: 5,
          HealthyThresholdCount: 3,
          UnhealthyThresholdCount: 3,
        },
      },
    },
  };
}

const value = (role: Role, key: string) => `\${data.aws_ssm_parameter.consume-${role}-${key}.insecure_value}`;

function consumed(roles: readonly Role[], contract: string, keys: readonly string[]): Record<string, Body> {
  return Object.fromEntries(
    roles.flatMap((role) =>
      keys.map((key) => [
        `consume-${role}-${key}`,
        { name: `/bulkhead/qa/${contract}/${key}`, provider: `aws.${role}` },
      ]),
    ),
  );
}

function providers(roles: readonly Role[]): TerraformJson['provider'] {
  return {
    aws: [{ region: 'us-east-1' }, ...roles.map((role) => ({ alias: role, region: regionNames[role] }))],
  };
}

function routingTemplate(roles: readonly Role[], shape: Shape): TerraformJson {
  const name = shape.cdn ? originName : publicName;
  const isChecked = shape.policy !== 'one region';
  return {
    provider: providers(roles),
    data: {
      aws_ssm_parameter: {
        ...consumed(roles, 'app-platform', ['loadBalancerDnsName', 'loadBalancerZoneId']),
        ...consumed(roles, 'static-assets', ['bucketDomainName']),
        'consume-distribution': { name: '/bulkhead/qa/edge/distributionDomainName' },
      },
    },
    resource: {
      aws_route53_health_check: Object.assign(
        {},
        ...(isChecked ? roles.map((role) => healthChecks(role, shape)) : []),
      ) as Record<string, Body>,
      aws_cloudwatch_metric_alarm: Object.assign(
        {},
        ...(isChecked ? roles.map((role) => alarms(role, shape)) : []),
      ) as Record<string, Body>,
      aws_route53_record: Object.fromEntries([
        ...roles.flatMap((role) =>
          ['A', 'AAAA'].map((type) => [`${role}-${type}`, regionRecord(role, type, name, shape)]),
        ),
        ...(shape.cdn ? ['A', 'AAAA'].map((type) => [`public-${type}`, distributionRecord(type)]) : []),
      ]) as Record<string, Body>,
    },
  };
}

function regionRecord(role: Role, type: string, name: string, { policy }: Shape): Body {
  const policies = {
    failover: { failover_routing_policy: { type: role === 'primary' ? 'PRIMARY' : 'SECONDARY' } },
    latency: { latency_routing_policy: { region: regionNames[role] } },
    weighted: { weighted_routing_policy: { weight: role === 'primary' ? 90 : 10 } },
    'one region': {},
  };
  return {
    zone_id: 'Z0123456789',
    name,
    type,
    alias: {
      name: value(role, 'loadBalancerDnsName'),
      zone_id: value(role, 'loadBalancerZoneId'),
      evaluate_target_health: true,
    },
    ...policies[policy],
    ...(policy !== 'one region' && {
      set_identifier: role,
      health_check_id: `\${aws_route53_health_check.region-${role}.id}`,
    }),
  };
}

function distributionRecord(type: string): Body {
  return {
    zone_id: 'Z0123456789',
    name: publicName,
    type,
    alias: {
      name: '${data.aws_ssm_parameter.consume-distribution.insecure_value}',
      zone_id: 'Z2FDTNDATAQYW2',
      evaluate_target_health: false,
    },
  };
}

function healthChecks(role: Role, shape: Shape): Record<string, Body> {
  return {
    [`deep-${role}`]: {
      type: 'HTTPS',
      fqdn: value(role, 'loadBalancerDnsName'),
      port: 443,
      resource_path: '/health/deep',
      request_interval: 10,
      failure_threshold: 3,
      enable_sni: true,
    },
    [`alarm-${role}`]: {
      type: 'CLOUDWATCH_METRIC',
      cloudwatch_alarm_name: `\${aws_cloudwatch_metric_alarm.service-${role}.alarm_name}`,
      cloudwatch_alarm_region: regionNames[role],
      insufficient_data_health_status: shape.whenInsufficient ?? 'LastKnownStatus',
    },
    [`switch-${role}`]: switchCheck(role, shape),
    [`region-${role}`]: {
      type: 'CALCULATED',
      child_health_threshold: 3,
      child_healthchecks: ['deep', 'alarm', 'switch'].map(
        (kind) => `\${aws_route53_health_check.${kind}-${role}.id}`,
      ),
    },
  };
}

/** A switch is kept in the region that it does not move users out of. */
const switchRegion = { primary: 'dr', dr: 'primary' } as const;

function switchCheck(role: Role, shape: Shape): Body {
  switch (shape.switch ?? 'metric') {
    case 'object':
      return {
        type: 'HTTPS',
        fqdn: value(switchRegion[role], 'bucketDomainName'),
        port: 443,
        resource_path: `/leave-${role}`,
        request_interval: 10,
        failure_threshold: 3,
        invert_healthcheck: true,
      };
    case 'routing control':
      return {
        type: 'RECOVERY_CONTROL',
        routing_control_arn: `\${aws_route53recoverycontrolconfig.${role}.arn}`,
      };
    default:
      return {
        type: 'CLOUDWATCH_METRIC',
        cloudwatch_alarm_name: `\${aws_cloudwatch_metric_alarm.switch-${role}.alarm_name}`,
        cloudwatch_alarm_region: regionNames[switchRegion[role]],
        insufficient_data_health_status: 'Healthy',
        ...(shape.switch === 'inverted metric' && { invert_healthcheck: true }),
      };
  }
}

function alarms(role: Role, shape: Shape): Record<string, Body> {
  const isInverted = shape.switch === 'inverted metric';
  return {
    [`service-${role}`]: {
      provider: `aws.${role}`,
      alarm_name: `service-${role}`,
      namespace: 'AWS/ApplicationELB',
      metric_name: 'HTTPCode_ELB_5XX_Count',
      statistic: 'Sum',
      period: 60,
      evaluation_periods: 2,
      threshold: 10,
      comparison_operator: 'GreaterThanThreshold',
      treat_missing_data: 'missing',
    },
    [`switch-${role}`]: {
      provider: `aws.${switchRegion[role]}`,
      alarm_name: `switch-${role}`,
      namespace: 'Bulkhead/Routing',
      metric_name: 'LeaveRegion',
      statistic: 'Maximum',
      period: 60,
      evaluation_periods: 1,
      threshold: 1,
      comparison_operator: isInverted ? 'LessThanThreshold' : 'GreaterThanOrEqualToThreshold',
      treat_missing_data: isInverted ? 'breaching' : 'notBreaching',
    },
  };
}

function edgeTemplate(roles: readonly Role[], hasDomain: boolean): TerraformJson {
  const secure = { http_port: 80, https_port: 443, origin_protocol_policy: 'https-only' };
  const allowed = ['GET', 'HEAD', 'OPTIONS'];
  const hasGroup = roles.length > 1;
  return {
    provider: providers(roles),
    data: {
      aws_ssm_parameter: {
        ...consumed(roles, 'app-platform', ['loadBalancerDnsName']),
        ...consumed(roles, 'static-assets', ['bucketDomainName']),
      },
    },
    resource: {
      aws_cloudfront_distribution: {
        edge: {
          enabled: true,
          ...(hasDomain && { aliases: [publicName] }),
          origin: [
            {
              origin_id: 'api',
              domain_name: hasDomain ? originName : 'lb.example.org',
              custom_origin_config: secure,
            },
            ...roles.map((role) => ({
              origin_id: `assets-${role}`,
              domain_name: value(role, 'bucketDomainName'),
            })),
          ],
          ...(hasGroup && {
            origin_group: [
              {
                origin_id: 'assets',
                failover_criteria: { status_codes: [500, 502, 503, 504] },
                member: roles.map((role) => ({ origin_id: `assets-${role}` })),
              },
            ],
          }),
          ordered_cache_behavior: [
            {
              path_pattern: '/api/*',
              target_origin_id: 'api',
              allowed_methods: [...allowed, 'DELETE', 'PATCH', 'POST', 'PUT'],
            },
          ],
          default_cache_behavior: {
            target_origin_id: hasGroup ? 'assets' : 'assets-primary',
            allowed_methods: allowed,
          },
        },
      },
    },
  };
}
