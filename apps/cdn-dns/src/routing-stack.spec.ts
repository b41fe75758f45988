import { one, resourcesOf, type Terraform, terraformOf } from '@bulkhead/cdktf/testing';
import { RoutingStack } from './routing-stack';
import { byName, contextOf, domain, stackOf } from './testing';

type Overrides = Parameters<typeof contextOf>[3];
type Attributes = Record<string, unknown>;

const deep = { path: '/health/deep' };
const weights = { primary: 90, dr: 10 };
const controlArn = (name: string) =>
  `arn:aws:route53-recovery-control::123456789012:controlpanel/0a1b/routingcontrol/${name}`;

/** Without a distribution, unless one is given. */
const routingOf = (routing: object, cdnDns: object = {}, more: Overrides = {}) =>
  stackOf(RoutingStack, 'routing', 'global', { routing, edge: null, ...cdnDns }, more);
const edge = { logRetentionDays: 365 };

/** The value of a contract as Terraform reads it, in the region of a role. */
const read = (contract: string, key: string) =>
  `\${data.aws_ssm_parameter.consume-${contract}-${key}.insecure_value}`;
const loadBalancer = (role: string) => ({
  name: read(`app-platform-${role}`, 'loadBalancerDnsName'),
  zone_id: read(`app-platform-${role}`, 'loadBalancerZoneId'),
  evaluate_target_health: true,
});
const zoneId = read('zone', 'zoneId');

/** What the records of a name say, by type and set identifier. A reference to a record stands as the name of the record. */
function recordsOf(terraform: Terraform, name: string): Attributes {
  const records = terraform.resource['aws_route53_record'] ?? {};
  const nameBehind = (text: string) =>
    text.replace(/\$\{aws_route53_record\.([\w-]+)\.name\}/, (_, id: string) =>
      String(records[id]?.['name']),
    );
  return Object.fromEntries(
    Object.values(records)
      .filter((record) => record['name'] === name)
      .map(({ type, set_identifier: identifier, alias, ...record }) => [
        [type, identifier].filter(Boolean).join(' '),
        {
          alias: { ...(alias as Attributes), name: nameBehind((alias as { name: string }).name) },
          ...Object.fromEntries(Object.entries(record).filter(([key]) => key.endsWith('_routing_policy'))),
        },
      ]),
  );
}
const namesIn = (terraform: Terraform) =>
  [...new Set(resourcesOf(terraform, 'aws_route53_record').map((record) => record['name']))].sort();
const checksOf = (terraform: Terraform) => byName(terraform, 'aws_route53_health_check');
const alarmsOf = (terraform: Terraform) => byName(terraform, 'aws_cloudwatch_metric_alarm');
const led = (name: string) => ({ alias: { name, zone_id: zoneId, evaluate_target_health: true } });

describe('P2.5: the records of a region', () => {
  test.each<[string, object, object, object]>([
    [
      'latency',
      {},
      { latency_routing_policy: { region: 'us-east-1' } },
      { latency_routing_policy: { region: 'us-west-2' } },
    ],
    [
      'failover',
      {},
      { failover_routing_policy: { type: 'PRIMARY' } },
      { failover_routing_policy: { type: 'SECONDARY' } },
    ],
    [
      'weighted',
      { weights },
      { weighted_routing_policy: { weight: 90 } },
      { weighted_routing_policy: { weight: 10 } },
    ],
  ])('%s: one for each region, which asks for the health of its load balancer', (type, more, primary, dr) => {
    const terraform = routingOf({ type, ...more, healthCheck: deep });

    expect(recordsOf(terraform, `${type}.origin.${domain}`)).toEqual({
      [`A ${type}.origin.${domain}-primary`]: { alias: loadBalancer('primary'), ...primary },
      [`A ${type}.origin.${domain}-dr`]: { alias: loadBalancer('dr'), ...dr },
    });
    expect(recordsOf(terraform, `origin.${domain}`)).toEqual({ A: led(`${type}.origin.${domain}`) });
  });

  test('has the health check of its own region', () => {
    const terraform = routingOf({ type: 'latency', healthCheck: deep });
    const records = byName(terraform, 'aws_route53_record');

    for (const role of ['primary', 'dr']) {
      expect(records[`appclinicorg_latency_${role}`]?.['health_check_id']).toMatch(
        new RegExp(`^\\$\\{aws_route53_health_check\\.regions_${role}_check_\\w{8}\\.id\\}$`),
      );
    }
  });

  test('is there before the origin leads to it', () => {
    const origin = byName(routingOf({ type: 'failover' }), 'aws_route53_record')['appclinicorg_origin_a'];

    expect(origin?.['depends_on']).toEqual(
      ['primary', 'dr'].map(
        (role) => expect.stringContaining(`aws_route53_record.appclinicorg_failover_${role}_`) as string,
      ),
    );
  });
});

test('P2.5: simple has one region, and no health check', () => {
  const terraform = routingOf({ type: 'simple' }, {}, { preset: 'saas' });

  expect(recordsOf(terraform, `origin.${domain}`)).toEqual({ A: { alias: loadBalancer('primary') } });
  expect(Object.keys(checksOf(terraform))).toEqual([]);
  expect(Object.keys(alarmsOf(terraform))).toEqual([]);
});

describe('P2.5: the public name', () => {
  test('leads to the origin where there is no distribution', () => {
    expect(recordsOf(routingOf({ type: 'failover' }), domain)).toEqual({ A: led(`origin.${domain}`) });
  });

  test('leads to the distribution by both families of addresses, without a question about its health', () => {
    const distribution = {
      alias: {
        name: read('edge', 'distributionDomainName'),
        zone_id: read('edge', 'distributionZoneId'),
        evaluate_target_health: false,
      },
    };

    expect(recordsOf(routingOf({ type: 'failover' }, { edge }), domain)).toEqual({
      A: distribution,
      AAAA: distribution,
    });
  });

  test('and the former one are both served while the name changes, and keep their addresses in the state', () => {
    const zone = { zoneName: 'clinic.org' };
    const before = routingOf({ type: 'failover' }, { zone });
    const meanwhile = routingOf(
      { type: 'failover' },
      { zone: { ...zone, domain: 'new.clinic.org', formerDomain: domain } },
    );

    expect(namesIn(meanwhile)).toEqual(
      [domain, 'new.clinic.org']
        .flatMap((each) => [each, `failover.origin.${each}`, `origin.${each}`])
        .sort(),
    );
    expect(Object.entries(meanwhile.resource['aws_route53_record'] ?? {})).toEqual(
      expect.arrayContaining(Object.entries(before.resource['aws_route53_record'] ?? {})),
    );
  });

  test('and the former one both lead to the distribution while the name changes', () => {
    const zone = { zoneName: 'clinic.org', domain: 'new.clinic.org', formerDomain: domain };
    const meanwhile = routingOf({ type: 'failover' }, { edge, zone });

    expect(recordsOf(meanwhile, domain)).toEqual(recordsOf(meanwhile, 'new.clinic.org'));
    expect(Object.keys(recordsOf(meanwhile, domain))).toEqual(['A', 'AAAA']);
  });

  test('with another policy has the same records, and the former policy stays as long as it is named', () => {
    const steps = [
      { type: 'failover' },
      { type: 'weighted', weights, former: { type: 'failover' } },
      { type: 'weighted', weights },
    ].map((routing) => routingOf(routing));

    expect(steps.map((step) => namesIn(step).filter((name) => String(name).includes('.origin.')))).toEqual([
      [`failover.origin.${domain}`],
      [`failover.origin.${domain}`, `weighted.origin.${domain}`],
      [`weighted.origin.${domain}`],
    ]);
    const failover = recordsOf(steps[0] as Terraform, `failover.origin.${domain}`);
    expect(recordsOf(steps[1] as Terraform, `failover.origin.${domain}`)).toEqual(failover);
    expect(steps.map((step) => Object.keys(recordsOf(step, domain)))).toEqual([['A'], ['A'], ['A']]);
  });

  test('goes back to one region in the same order', () => {
    const meanwhile = routingOf({ type: 'simple', former: { type: 'failover' } });

    expect(recordsOf(meanwhile, `origin.${domain}`)).toEqual({ A: { alias: loadBalancer('primary') } });
    expect(Object.keys(recordsOf(meanwhile, `failover.origin.${domain}`))).toHaveLength(2);
  });
});

describe('P1.11: a region gets users', () => {
  const terraform = routingOf({ type: 'failover', healthCheck: deep });
  const checks = checksOf(terraform);
  const alarms = alarmsOf(terraform);
  const idOf = (name: string) =>
    expect.stringMatching(new RegExp(`^\\$\\{aws_route53_health_check\\.${name}_\\w{8}\\.id\\}$`)) as string;

  test.each(['primary', 'dr'])('%s: if every one of its checks is healthy', (role) => {
    expect(checks[`regions_${role}_check`]).toMatchObject({
      type: 'CALCULATED',
      child_health_threshold: 3,
      child_healthchecks: ['endpoint_check', 'targets_check', 'switch_alarm_check'].map((part) =>
        idOf(`regions_${role}_${part}`),
      ),
    });
  });

  test.each(['primary', 'dr'])('%s: its load balancer answers by HTTPS at the deep path', (role) => {
    expect(checks[`regions_${role}_endpoint_check`]).toEqual({
      type: 'HTTPS',
      fqdn: read(`app-platform-${role}`, 'loadBalancerDnsName'),
      port: 443,
      resource_path: '/health/deep',
      enable_sni: true,
      request_interval: 10,
      failure_threshold: 3,
      lifecycle: { create_before_destroy: true },
      tags: expect.objectContaining({ Name: `test-${role}-endpoint` }) as object,
    });
  });

  test.each([
    ['primary', 'us-east-1'],
    ['dr', 'us-west-2'],
  ])('%s: enough targets are healthy, which an alarm of the region says', (role, region) => {
    expect(alarms[`regions_${role}_targets_alarm`]).toMatchObject({
      provider: `aws.${role}`,
      namespace: 'AWS/ApplicationELB',
      metric_name: 'HealthyHostCount',
      dimensions: {
        LoadBalancer: read(`app-platform-${role}`, 'loadBalancerFullName'),
        TargetGroup: read(`app-platform-${role}`, 'targetGroupFullName'),
      },
      comparison_operator: 'LessThanThreshold',
      period: 60,
      evaluation_periods: 2,
      treat_missing_data: 'missing',
    });
    expect(checks[`regions_${role}_targets_check`]).toMatchObject({
      type: 'CLOUDWATCH_METRIC',
      cloudwatch_alarm_region: region,
      insufficient_data_health_status: 'LastKnownStatus',
    });
  });

  test.each([
    ['primary', 'dr', 'us-west-2'],
    ['dr', 'primary', 'us-east-1'],
  ])('%s: nobody has thrown its switch, which is in region %s', (role, place, region) => {
    expect(alarms[`regions_${role}_switch_alarm`]).toMatchObject({
      provider: `aws.${place}`,
      namespace: 'Bulkhead/Routing',
      metric_name: 'LeaveRegion',
      dimensions: { Environment: 'test', Role: role },
      statistic: 'Maximum',
      comparison_operator: 'GreaterThanOrEqualToThreshold',
      threshold: 1,
      evaluation_periods: 1,
      // Nobody has to write again: the last value stays.
      treat_missing_data: 'ignore',
    });
    expect(checks[`regions_${role}_switch_alarm_check`]).toMatchObject({
      cloudwatch_alarm_region: region,
      insufficient_data_health_status: 'LastKnownStatus',
    });
  });

  test.each([true, false])(
    'no plan replaces the check that remembers the switch, where the environment is protected (%s)',
    (isProtected) => {
      const { lifecycle } =
        checksOf(routingOf({ type: 'failover' }, {}, { protected: isProtected }))[
          'regions_dr_switch_alarm_check'
        ] ?? {};
      expect(lifecycle).toEqual(isProtected ? { prevent_destroy: true } : undefined);
    },
  );

  test('its routing control is on, where the environment names one', () => {
    const routingControlArns = { primary: controlArn('1a'), dr: controlArn('2b') };
    const controlled = checksOf(routingOf({ type: 'failover', routingControlArns }));

    expect(controlled['regions_dr_routing-control']).toMatchObject({
      type: 'RECOVERY_CONTROL',
      routing_control_arn: controlArn('2b'),
    });
    expect(controlled['regions_dr_check']).toMatchObject({
      child_health_threshold: 4,
      child_healthchecks: expect.arrayContaining([idOf('regions_dr_routing-control')]) as string[],
    });
  });

  test('Route 53 reads the settings of an alarm again when one changes', () => {
    const settings = alarms['regions_primary_targets_alarm'] ?? {};
    const { triggers } = checks['regions_primary_targets_check'] as { triggers: Record<string, string> };

    expect(Object.values(triggers)).toEqual(
      expect.arrayContaining(
        ['threshold', 'period', 'evaluation_periods', 'comparison_operator', 'metric_name', 'statistic'].map(
          (name) => String(settings[name]),
        ),
      ),
    );
  });
});

test.each<[string, object, number, number]>([
  ['two tasks, and one that stands by', { preset: 'patient-data' }, 1, 1],
  ['two instances at least', { preset: 'web-multi-region' }, 1, 1],
  [
    'six tasks, and five',
    {
      preset: 'hipaa-dr',
      apps: { 'app-platform': { service: { desiredCount: 6, dr: { desiredCount: 5 } } } } as never,
    },
    3,
    2,
  ],
])('P1.11: of %s, half may be gone before users leave', (_, overrides, primary, dr) => {
  const context = contextOf('routing', 'global', { routing: { type: 'failover' } }, overrides);
  const alarms = alarmsOf(terraformOf(RoutingStack, context));

  expect(alarms['regions_primary_targets_alarm']?.['threshold']).toBe(primary);
  expect(alarms['regions_dr_targets_alarm']?.['threshold']).toBe(dr);
});

describe("P2.5: Route 53's checkers reach the load balancer of each region", () => {
  test('by the list of their addresses that AWS keeps in the region', () => {
    const terraform = routingOf({ type: 'failover' });
    const rules = byName(terraform, 'aws_vpc_security_group_ingress_rule');

    expect(Object.values(terraform.data['aws_ec2_managed_prefix_list'] ?? {})).toEqual([
      { name: 'com.amazonaws.us-west-2.route53-healthchecks', provider: 'aws.dr' },
      { name: 'com.amazonaws.us-east-1.route53-healthchecks', provider: 'aws.primary' },
    ]);
    expect(rules['regions_access-dr_https']).toMatchObject({
      provider: 'aws.dr',
      security_group_id: read('health-check-access-dr', 'securityGroupId'),
      ip_protocol: 'tcp',
      from_port: 443,
      to_port: 443,
      prefix_list_id: expect.stringMatching(
        /^\$\{data\.aws_ec2_managed_prefix_list\.regions_access-dr_/,
      ) as string,
    });
  });

  test('not on the emulator, which has no such list', () => {
    const emulated = routingOf({ type: 'failover' }, {}, { target: 'emulator' });

    expect(resourcesOf(emulated, 'aws_vpc_security_group_ingress_rule')).toEqual([]);
    expect(Object.keys(emulated.data)).toEqual(['aws_ssm_parameter']);
  });
});

describe('P2.5: the stack exchanges what its manifest says', () => {
  const published = (context: ReturnType<typeof contextOf>) =>
    Object.fromEntries(
      resourcesOf(terraformOf(RoutingStack, context), 'aws_ssm_parameter').map((each) => [
        String(each['name']).replace('/bulkhead/test/', ''),
        each['insecure_value'],
      ]),
    );

  test('with two regions', () => {
    const context = contextOf('routing', 'global', { routing: { type: 'latency' }, edge });
    const values = published(context);

    expect(values).toMatchObject({
      'routing/publicUrl': `https://${domain}`,
      'region-health/primaryHealthCheckId': expect.stringContaining('regions_primary_check_') as string,
      'region-health/drHealthCheckId': expect.stringContaining('regions_dr_check_') as string,
      'region-health/primarySwitchAlarmName': expect.stringContaining(
        'regions_primary_switch_alarm_',
      ) as string,
      'region-health/drSwitchAlarmName': expect.stringContaining('regions_dr_switch_alarm_') as string,
    });
    expect(() => context.requireEverythingDeclaredUsed()).not.toThrow();
  });

  test('with one region', () => {
    const context = contextOf('routing', 'global', {}, { preset: 'saas' });

    expect(published(context)).toEqual({ 'routing/publicUrl': `https://${domain}` });
    expect(() => context.requireEverythingDeclaredUsed()).not.toThrow();
  });
});

test('P2.5: the stack is in us-east-1, where the records are changed', () => {
  expect(routingOf({ type: 'failover' }).provider['aws']).toMatchObject([
    { region: 'us-east-1' },
    { alias: 'primary', region: 'us-east-1' },
    { alias: 'dr', region: 'us-west-2' },
  ]);
  expect(one(routingOf({ type: 'simple' }, {}, { preset: 'saas' }), 'aws_ssm_parameter')).toBeDefined();
});
