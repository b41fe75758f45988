import {
  alike,
  getAtt,
  type MappingTable,
  partOf,
  ref,
  resource,
  sameAs,
  timeouts,
  without,
} from '../mapping';
import { block, blocks, blocksIn, property } from '../shapes';

/** A block with one attribute. The attribute is a property of its own in CloudFormation. */
const only = (name: string, attribute: string) =>
  property(name, (value, scope) => scope.evaluate(blocksIn(value)[0]?.[attribute]));

/** Zones, their logs and signatures, records and health checks. */
export const route53: MappingTable = {
  aws_route53_zone: resource(
    'AWS::Route53::HostedZone',
    {
      comment: 'HostedZoneConfig.Comment',
      delegation_set_id: 'DelegationSetId',
      force_destroy: without('how the zone is deleted'),
      name: 'Name',
      vpc: blocks('VPCs', { vpc_id: 'VPCId', vpc_region: 'VPCRegion' }),
      ...timeouts,
    },
    {
      tags: { property: 'HostedZoneTags', as: 'list' },
      attributes: { zone_id: ref, name_servers: getAtt('NameServers') },
    },
  ),
  aws_route53_query_log: partOf('zone_id', {
    cloudwatch_log_group_arn: 'QueryLoggingConfig.CloudWatchLogsLogGroupArn',
  }),
  aws_route53_key_signing_key: resource(
    'AWS::Route53::KeySigningKey',
    {
      hosted_zone_id: 'HostedZoneId',
      key_management_service_arn: 'KeyManagementServiceArn',
      name: 'Name',
      status: 'Status',
    },
    { defaults: { status: 'ACTIVE' }, attributes: { hosted_zone_id: sameAs('hosted_zone_id') } },
  ),
  aws_route53_hosted_zone_dnssec: resource('AWS::Route53::DNSSEC', {
    hosted_zone_id: 'HostedZoneId',
    signing_status: without('whether the zone is signed, which the resource says by being there'),
  }),
  aws_route53_record: resource(
    'AWS::Route53::RecordSet',
    {
      ...alike('health_check_id', 'name', 'set_identifier', 'type'),
      alias: block('AliasTarget', {
        evaluate_target_health: 'EvaluateTargetHealth',
        name: 'DNSName',
        zone_id: 'HostedZoneId',
      }),
      allow_overwrite: without('what Terraform does with a record that exists already'),
      failover_routing_policy: only('Failover', 'type'),
      latency_routing_policy: only('Region', 'region'),
      multivalue_answer_routing_policy: 'MultiValueAnswer',
      records: 'ResourceRecords',
      // A number in Terraform, a string in CloudFormation.
      ttl: property('TTL', (value, scope) => String(scope.evaluate(value))),
      weighted_routing_policy: only('Weight', 'weight'),
      zone_id: 'HostedZoneId',
      ...timeouts,
    },
    { attributes: { fqdn: ref, name: ref } },
  ),
  aws_route53_health_check: resource(
    'AWS::Route53::HealthCheck',
    {
      child_health_threshold: 'HealthCheckConfig.HealthThreshold',
      child_healthchecks: 'HealthCheckConfig.ChildHealthChecks',
      cloudwatch_alarm_name: 'HealthCheckConfig.AlarmIdentifier.Name',
      cloudwatch_alarm_region: 'HealthCheckConfig.AlarmIdentifier.Region',
      enable_sni: 'HealthCheckConfig.EnableSNI',
      failure_threshold: 'HealthCheckConfig.FailureThreshold',
      fqdn: 'HealthCheckConfig.FullyQualifiedDomainName',
      insufficient_data_health_status: 'HealthCheckConfig.InsufficientDataHealthStatus',
      invert_healthcheck: 'HealthCheckConfig.Inverted',
      ip_address: 'HealthCheckConfig.IPAddress',
      measure_latency: 'HealthCheckConfig.MeasureLatency',
      port: 'HealthCheckConfig.Port',
      reference_name: without('what makes a repeated request the same one'),
      regions: 'HealthCheckConfig.Regions',
      request_interval: 'HealthCheckConfig.RequestInterval',
      resource_path: 'HealthCheckConfig.ResourcePath',
      routing_control_arn: 'HealthCheckConfig.RoutingControlArn',
      search_string: 'HealthCheckConfig.SearchString',
      triggers: without('what makes Route 53 read the settings of an alarm again'),
      type: 'HealthCheckConfig.Type',
    },
    { tags: { property: 'HealthCheckTags', as: 'list' } },
  ),
};
