import { definedByCloudFormation, definedByTerraform } from '../../testing';

test('a failover record with its health check is the same in both engines', () => {
  const terraform = definedByTerraform({
    aws_route53_zone: { main: { name: 'example.org', force_destroy: false } },
    aws_route53_record: {
      primary: {
        zone_id: '${aws_route53_zone.main.zone_id}',
        name: 'www.example.org',
        type: 'A',
        set_identifier: 'primary',
        failover_routing_policy: { type: 'PRIMARY' },
        health_check_id: '${aws_route53_health_check.primary.id}',
        alias: { name: 'd1.cloudfront.net', zone_id: 'Z2FDTNDATAQYW2', evaluate_target_health: false },
      },
      text: { zone_id: 'Z1', name: 'example.org', type: 'TXT', ttl: 60, records: ['"v=spf1 -all"'] },
    },
    aws_route53_health_check: {
      primary: {
        type: 'HTTPS',
        fqdn: 'www.example.org',
        port: 443,
        request_interval: 10,
        failure_threshold: 3,
      },
    },
  });

  expect(terraform).toEqual(
    definedByCloudFormation({
      Route53ZoneMain: { Type: 'AWS::Route53::HostedZone', Properties: { Name: 'example.org' } },
      Route53RecordPrimary: {
        Type: 'AWS::Route53::RecordSet',
        Properties: {
          HostedZoneId: { Ref: 'Route53ZoneMain' },
          Name: 'www.example.org',
          Type: 'A',
          SetIdentifier: 'primary',
          Failover: 'PRIMARY',
          HealthCheckId: { Ref: 'Route53HealthCheckPrimary' },
          AliasTarget: {
            DNSName: 'd1.cloudfront.net',
            HostedZoneId: 'Z2FDTNDATAQYW2',
            EvaluateTargetHealth: false,
          },
        },
      },
      Route53RecordText: {
        Type: 'AWS::Route53::RecordSet',
        Properties: {
          HostedZoneId: 'Z1',
          Name: 'example.org',
          Type: 'TXT',
          TTL: '60',
          ResourceRecords: ['"v=spf1 -all"'],
        },
      },
      Route53HealthCheckPrimary: {
        Type: 'AWS::Route53::HealthCheck',
        Properties: {
          HealthCheckConfig: {
            Type: 'HTTPS',
            FullyQualifiedDomainName: 'www.example.org',
            Port: 443,
            RequestInterval: 10,
            FailureThreshold: 3,
          },
        },
      },
    }),
  );
});

test('the query log and the signature of a zone are the same in both engines', () => {
  const terraform = definedByTerraform({
    aws_route53_zone: { main: { name: 'clinic.org', comment: 'Public names' } },
    aws_route53_query_log: {
      main: { zone_id: '${aws_route53_zone.main.zone_id}', cloudwatch_log_group_arn: 'arn:log' },
    },
    aws_route53_key_signing_key: {
      main: {
        hosted_zone_id: '${aws_route53_zone.main.zone_id}',
        key_management_service_arn: 'arn:key',
        name: 'dnssec',
      },
    },
    aws_route53_hosted_zone_dnssec: {
      main: { hosted_zone_id: '${aws_route53_key_signing_key.main.hosted_zone_id}' },
    },
  });

  expect(terraform).toEqual(
    definedByCloudFormation({
      Route53ZoneMain: {
        Type: 'AWS::Route53::HostedZone',
        Properties: {
          Name: 'clinic.org',
          HostedZoneConfig: { Comment: 'Public names' },
          QueryLoggingConfig: { CloudWatchLogsLogGroupArn: 'arn:log' },
        },
      },
      Route53KeySigningKeyMain: {
        Type: 'AWS::Route53::KeySigningKey',
        Properties: {
          HostedZoneId: { Ref: 'Route53ZoneMain' },
          KeyManagementServiceArn: 'arn:key',
          Name: 'dnssec',
          Status: 'ACTIVE',
        },
      },
      Route53HostedZoneDnssecMain: {
        Type: 'AWS::Route53::DNSSEC',
        Properties: { HostedZoneId: { Ref: 'Route53ZoneMain' } },
      },
    }),
  );
});

test('a record in a zone of somebody else is in the zone that the configuration names', () => {
  const terraform = definedByTerraform(
    {
      aws_route53_record: {
        caa: {
          zone_id: '${data.aws_route53_zone.adopted.zone_id}',
          name: 'clinic.org',
          type: 'CAA',
          ttl: 300,
          records: ['0 issue "amazon.com"'],
        },
      },
    },
    { data: { aws_route53_zone: { adopted: { zone_id: 'Z1' } } } },
  );

  expect(terraform).toEqual(
    definedByCloudFormation({
      Route53RecordCaa: {
        Type: 'AWS::Route53::RecordSet',
        Properties: {
          HostedZoneId: 'Z1',
          Name: 'clinic.org',
          Type: 'CAA',
          TTL: '300',
          ResourceRecords: ['0 issue "amazon.com"'],
        },
      },
    }),
  );
});
