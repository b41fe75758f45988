import { emulatorOmissions, withoutOmissions } from './emulator-omissions';

test('exactly these resources are left out: the list must not grow unnoticed', () => {
  const allowed = [
    'aws_secretsmanager_secret_rotation',
    'aws_rds_global_cluster',
    'aws_rds_cluster.global_cluster_identifier',
    'aws_backup_vault.force_destroy',
    'aws_backup_vault_policy',
    'aws_backup_selection',
    'aws_backup_region_settings',
    'aws_backup_restore_testing_plan',
    'aws_backup_restore_testing_selection',
    'aws_efs_file_system_policy',
    'aws_efs_file_system.protection',
    'aws_efs_replication_configuration',
    'aws_elasticache_global_replication_group',
    'aws_elasticache_parameter_group',
    'aws_elasticache_replication_group',
    'aws_elasticache_subnet_group',
    'aws_elasticache_user_group',
    'aws_ec2_transit_gateway_vpc_attachment',
    'aws_ec2_transit_gateway_route_table_association',
    'aws_ec2_transit_gateway_route_table_propagation',
    'aws_cloudfront_continuous_deployment_policy',
    'aws_cloudfront_distribution.continuous_deployment_policy_id',
    'aws_cloudfront_distribution.default_cache_behavior',
    'aws_cloudfront_distribution.origin_group',
    'aws_cloudfront_response_headers_policy',
    'aws_route',
    'aws_route53_health_check',
    'aws_route53_hosted_zone_dnssec',
    'aws_route53_key_signing_key',
    'aws_route53_query_log',
    'aws_accessanalyzer_analyzer',
    'aws_cloudtrail.enable_logging',
    'aws_cloudwatch_log_data_protection_policy',
    'aws_ec2_instance_metadata_defaults',
    'aws_guardduty_detector_feature',
    'aws_s3_account_public_access_block',
    'aws_securityhub_account',
    'aws_securityhub_standards_subscription',
  ];

  const left = emulatorOmissions.map(({ type, attribute }) => (attribute ? `${type}.${attribute}` : type));
  expect(allowed).toEqual(expect.arrayContaining(left));
  for (const { reason, rows } of emulatorOmissions) {
    expect(reason).not.toBe('');
    expect(rows).not.toEqual([]);
  }
});

const rotation = 'aws_secretsmanager_secret_rotation';
const secret = { aws_secretsmanager_secret: { main: { name: 'a' } } };

test('a resource on the list is left out and reported, and others of its type stay if the entry has a limit', () => {
  const out = { destination_cidr_block: '0.0.0.0/0', nat_gateway_id: 'nat' };
  const resource = {
    ...secret,
    [rotation]: { managed: { secret_id: 'a' } },
    aws_route: { out, across: { transit_gateway_id: 'tgw' } },
  };

  expect(withoutOmissions({ terraform: {}, resource })).toEqual({
    configuration: { terraform: {}, resource: { ...secret, aws_route: { out } } },
    omitted: [
      { resource: `${rotation}.managed`, reason: expect.any(String), rows: ['P1.3', 'P5.2'] },
      { resource: 'aws_route.across', reason: expect.any(String), rows: ['P2.12'] },
    ],
  });
});

test('P4.6: a resource loses an attribute on the list, and others may still refer to the resource', () => {
  const vault = (attributes: object) => ({
    resource: {
      aws_backup_vault: { main: { name: 'a', ...attributes } },
      aws_ssm_parameter: { a: { insecure_value: '${aws_backup_vault.main.arn}' } },
    },
  });

  expect(withoutOmissions(vault({ force_destroy: true }))).toEqual({
    configuration: vault({}),
    omitted: [
      { resource: 'aws_backup_vault.main.force_destroy', reason: expect.any(String), rows: ['P4.6'] },
    ],
  });
  expect(withoutOmissions(vault({}))).toEqual({ configuration: vault({}), omitted: [] });
});

test('P2.4: of a group of origins, the first one stands for the group', () => {
  const distribution = (attributes: object) => ({
    resource: { aws_cloudfront_distribution: { main: { enabled: true, ...attributes } } },
  });
  const groups = [{ origin_id: 'both', member: [{ origin_id: 'one' }, { origin_id: 'other' }] }];
  const behavior = (target: string) => ({
    default_cache_behavior: { target_origin_id: target, compress: true },
  });

  const { configuration, omitted } = withoutOmissions(
    distribution({ origin_group: groups, ...behavior('both') }),
  );
  expect(configuration).toEqual(distribution(behavior('one')));
  expect(omitted.map(({ resource }) => resource)).toEqual([
    'aws_cloudfront_distribution.main.origin_group',
    'aws_cloudfront_distribution.main.default_cache_behavior',
  ]);
  const single = distribution({ origin_group: [], ...behavior('one') });
  expect(withoutOmissions(single)).toEqual({ configuration: single, omitted: [] });
});

test('P2.5: of the health checks only those without an endpoint are left out, and a calculated one has a stand-in', () => {
  const endpoint = { type: 'HTTPS', fqdn: 'lb.example.org' };
  const checks = (children: readonly string[]) => ({ type: 'CALCULATED', child_healthchecks: children });
  const type = 'aws_route53_health_check';
  const { configuration, omitted } = withoutOmissions({
    resource: {
      [type]: {
        endpoint,
        alarm: { type: 'CLOUDWATCH_METRIC' },
        region: checks([`\${${type}.endpoint.id}`, `\${${type}.alarm.id}`]),
      },
    },
  });

  expect(configuration.resource).toEqual({
    [type]: {
      endpoint,
      region: checks([`\${${type}.endpoint.id}`, 'left-out']),
    },
  });
  expect(omitted).toMatchObject([{ resource: `${type}.alarm`, rows: ['P1.11', 'P2.5'] }]);
});

test('of the routes only those through a Transit Gateway are left out', () => {
  const toNat = { destination_cidr_block: '0.0.0.0/0', nat_gateway_id: 'nat-1' };
  const attachment = 'aws_ec2_transit_gateway_vpc_attachment';
  const resource = {
    [attachment]: { a: {} },
    aws_route: { out: toNat, peer: { transit_gateway_id: 'tgw-1', depends_on: [`${attachment}.a`] } },
  };

  expect(withoutOmissions({ resource }).configuration).toEqual({ resource: { aws_route: { out: toNat } } });
});

test('a type without remaining resources has no empty block', () => {
  const { configuration } = withoutOmissions({ resource: { ...secret, [rotation]: { managed: {} } } });

  expect(configuration).toEqual({ resource: secret });
});

test('the former name of a left out resource is left out too', () => {
  const move = { from: `${rotation}.before`, to: `${rotation}.managed` };
  const other = { from: 'aws_vpc.before', to: 'aws_vpc.main' };
  const movesOf = (moved: object[]) =>
    withoutOmissions({ resource: { ...secret, [rotation]: { managed: {} } }, moved } as never).configuration;

  expect(movesOf([move, other])).toEqual({ resource: secret, moved: [other] });
  expect(movesOf([move])).toEqual({ resource: secret });
});

test('a configuration without resources stays as it is', () => {
  expect(withoutOmissions({ terraform: {} })).toMatchObject({
    configuration: { terraform: {} },
    omitted: [],
  });
});

describe('another resource refers to a left out resource', () => {
  const referring = (attribute: unknown) => () =>
    withoutOmissions({
      resource: { [rotation]: { managed: {} }, aws_ssm_parameter: { a: { attribute } } },
    });

  test.each([
    [`\${${rotation}.managed.id}`],
    [[`${rotation}.managed`]],
    [{ nested: [`\${upper(${rotation}.managed.id)}`] }],
  ])('by %j, which is refused', (attribute) => {
    expect(referring(attribute)).toThrow(
      expect.objectContaining({
        code: 'OmittedResourceNeeded',
        message: expect.stringContaining(`${rotation}.managed`),
      }),
    );
  });

  test.each([
    [`\${${rotation}.managed-by-us.id}`],
    [`\${${rotation}.managed_too.id}`],
    [`\${data.${rotation}.managed.id}`],
  ])('but %j is another resource', (attribute) => {
    expect(referring(attribute)).not.toThrow();
  });
});

describe('a reference to a resource with stand-ins', () => {
  const cache = 'aws_elasticache_replication_group';
  const referring = (attribute: unknown) =>
    withoutOmissions({
      resource: { [cache]: { main: {} }, aws_ssm_parameter: { a: { attribute } } },
    }).configuration;

  test('gets a stand-in of the same form that names no existing host', () => {
    expect(referring([`\${${cache}.main.primary_endpoint_address}`])).toEqual({
      resource: { aws_ssm_parameter: { a: { attribute: ['primary.left-out.invalid'] } } },
    });
  });

  test.each([
    ['another attribute', `\${${cache}.main.member_clusters}`],
    ['a part of a text', `https://\${${cache}.main.primary_endpoint_address}`],
    ['an order', `${cache}.main`],
  ])('by %s is refused', (_, attribute) => {
    expect(() => referring(attribute)).toThrow(expect.objectContaining({ code: 'OmittedResourceNeeded' }));
  });

  test('every stand-in says that the resource was left out', () => {
    const values = emulatorOmissions.flatMap(({ standIns = {} }) => Object.values(standIns));
    expect(values).not.toEqual([]);
    for (const value of values) expect(value).toContain('left-out');
  });
});

test('a primary cluster stands alone, and a secondary names a missing global database', () => {
  const secondary = { engine: 'aurora-postgresql', global_cluster_identifier: 'global' };
  const { configuration, omitted } = withoutOmissions({
    resource: {
      aws_rds_global_cluster: { main: { engine: 'aurora-postgresql' } },
      aws_rds_cluster: {
        main: {
          engine: 'aurora-postgresql',
          master_username: 'bulkhead',
          global_cluster_identifier: '${aws_rds_global_cluster.main.id}',
        },
        secondary,
      },
    },
  });

  expect(configuration.resource).toEqual({
    aws_rds_cluster: { main: { engine: 'aurora-postgresql', master_username: 'bulkhead' }, secondary },
  });
  expect(omitted.map(({ resource }) => resource)).toEqual([
    'aws_rds_global_cluster.main',
    'aws_rds_cluster.main.global_cluster_identifier',
  ]);
});
