import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesizedShape, terraformOf } from '../testing';
import { clientsOf } from '../simulation/client';
import { readRouting } from './read-routing';
import { readSynthesizedEnvironment } from './synthesized-environment';

const shape = { policy: 'failover', cdn: true } as const;

test('the region of a load balancer is the region in which its name is read', () => {
  const { groups, regions } = readRouting(synthesizedShape(shape));

  expect([...regions]).toEqual([
    ['primary', 'eu-west-1'],
    ['dr', 'eu-central-1'],
  ]);
  expect(groups.get('origin.example.com')?.records).toEqual([
    {
      address: 'aws_route53_record.dr-A',
      policy: { type: 'failover', place: 'SECONDARY' },
      target: { type: 'load-balancer', region: 'dr' },
      evaluatesTarget: true,
      healthCheck: 'aws_route53_health_check.region-dr',
      ttlSeconds: 60,
    },
    expect.objectContaining({
      address: 'aws_route53_record.primary-A',
      target: { type: 'load-balancer', region: 'primary' },
    }),
  ]);
});

test('a parameter without a provider of its own is read in the region of the stack', () => {
  const environment = synthesizedShape(shape);
  const { data, provider } = terraformOf(environment, 'routing');
  // As in an environment whose primary region is that of the global stacks.
  (provider.aws[0] ?? {})['region'] = 'eu-west-1';
  for (const [name, body] of Object.entries(data['aws_ssm_parameter'] ?? {}))
    if (name.includes('-primary-')) delete body['provider'];

  expect(readRouting(environment).groups).toEqual(readRouting(synthesizedShape(shape)).groups);
});

test('a block may stand in a list, and a name in upper case and with a dot at its end', () => {
  const environment = synthesizedShape(shape);
  for (const body of Object.values(
    terraformOf(environment, 'routing').resource['aws_route53_record'] ?? {},
  )) {
    for (const block of ['alias', 'failover_routing_policy']) if (body[block]) body[block] = [body[block]];
    body['name'] = `${String(body['name']).toUpperCase()}.`;
  }

  expect(readRouting(environment)).toEqual(readRouting(synthesizedShape(shape)));
});

test('records that validate certificates, and a staging distribution, serve nobody', () => {
  const environment = synthesizedShape(shape);
  const { resource } = terraformOf(environment, 'routing');
  const edge = terraformOf(environment, 'edge').resource['aws_cloudfront_distribution'] ?? {};
  Object.assign(resource['aws_route53_record'] ?? {}, {
    validation: {
      type: 'CNAME',
      name: '${tolist(aws_acm_certificate.edge.domain_validation_options)[0].resource_record_name}',
      records: ['${tolist(aws_acm_certificate.edge.domain_validation_options)[0].resource_record_value}'],
      ttl: 300,
    },
    mail: { type: 'MX', name: 'example.com', records: ['10 mail.example.com'], ttl: 300 },
  });
  edge['staging'] = { ...edge['edge'], staging: true, aliases: [] };

  expect(readRouting(environment)).toEqual(readRouting(synthesizedShape(shape)));
});

test('target groups that nothing is known of have the health check that AWS gives them', () => {
  const environment = synthesizedShape(shape);
  const stacks = environment.stacks.filter(({ app, role }) => app !== 'app-platform' || role !== 'dr');

  // The role of a region is known from any stack there.
  const network = {
    app: 'dr-region',
    stack: 'network',
    engine: 'cdktf',
    role: 'dr',
    region: 'eu-central-1',
  } as const;
  const { targetHealth } = readRouting({ ...environment, stacks: [...stacks, { ...network, template: {} }] });

  expect(Object.fromEntries(targetHealth)).toEqual({
    primary: { unhealthyAfterSeconds: 3 * 10 + 5, healthyAfterSeconds: 3 * 10 + 5 },
    dr: { unhealthyAfterSeconds: 2 * 30 + 5, healthyAfterSeconds: 5 * 30 + 5 },
  });
});

test('everything that is unfit is said at once', () => {
  const environment = synthesizedShape(shape);
  const checks = terraformOf(environment, 'routing').resource['aws_route53_health_check'] ?? {};
  Object.assign(checks['deep-primary'] ?? {}, { failure_threshold: 11 });
  Object.assign(checks['deep-dr'] ?? {}, { type: 'ICMP' });
  Object.assign(checks['region-dr'] ?? {}, {
    child_healthchecks: ['${aws_route53_health_check.region-primary.id}'],
  });

  expect(() => readRouting(environment)).toThrow(
    expect.objectContaining({
      code: 'UnfitRouting',
      message: [
        'The records and health checks of environment qa cannot work:',
        'aws_route53_health_check.deep-dr: its type is "ICMP"; AWS knows HTTP, HTTPS, HTTP_STR_MATCH, HTTPS_STR_MATCH, TCP, CALCULATED, CLOUDWATCH_METRIC, RECOVERY_CONTROL',
        'aws_route53_health_check.deep-primary: its failure_threshold is 11; Route 53 knows 1 to 10',
        'aws_route53_health_check.region-dr: its child aws_route53_health_check.region-primary is calculated too, which Route 53 refuses',
      ].join('\n  '),
      next: 'correct what it names, then run: npx nx run cdn-dns:simulate -c qa',
    }),
  );
});

test.each([
  ['a metric of high resolution', { period: 10 }, /has a period of 10 s/],
  ['an extended statistic', { extended_statistic: 'p99' }, /an extended statistic/],
  ['metric math', { metric_query: [{ id: 'e1', expression: 'm1/m2' }] }, /has an expression/],
])('Route 53 does not read an alarm of %s', (_, change, message) => {
  const environment = synthesizedShape(shape);
  const alarms = terraformOf(environment, 'routing').resource['aws_cloudwatch_metric_alarm'] ?? {};
  Object.assign(alarms['service-primary'] ?? {}, change);

  expect(() => readRouting(environment)).toThrow(message);
});

test.each([
  [
    'two simple records',
    'one region',
    (records: Records): unknown => (records['other'] = { ...records['primary-A'] }),
    /another record has its name and type/,
  ],
  [
    'two policies',
    'failover',
    (records: Records): unknown => delete records['dr-A']?.['failover_routing_policy'],
    /another routing policy/,
  ],
  [
    'a policy without a set identifier',
    'latency',
    (records: Records): unknown => delete records['dr-A']?.['set_identifier'],
    /no set_identifier/,
  ],
  [
    'one set identifier twice',
    'weighted',
    (records: Records): unknown => ((records['dr-A'] ?? {})['set_identifier'] = 'primary'),
    /two records of its name are primary/,
  ],
  [
    'a latency of elsewhere',
    'latency',
    (records: Records): unknown => ((records['dr-A'] ?? {})['latency_routing_policy'].region = 'us-west-2'),
    /its latency is that of us-west-2/,
  ],
] as const)('%s of one name are refused, as Route 53 does', (_, policy, change, message) => {
  const environment = synthesizedShape({ policy, cdn: false });
  change(terraformOf(environment, 'routing').resource['aws_route53_record'] ?? {});

  expect(() => readRouting(environment)).toThrow(message);
});

type Records = Record<string, Record<string, any>>; // eslint-disable-line @typescript-eslint/no-explicit-any

test('a health check may ask a name of its own that leads to one region', () => {
  const environment = synthesizedShape({ policy: 'failover', cdn: false });
  const { resource } = terraformOf(environment, 'routing');
  const sound = readRouting(environment);
  const records = resource['aws_route53_record'] ?? {};
  const { alias } = records['primary-A'] ?? {};
  records['own-A'] = { name: 'primary.www.example.com', type: 'A', alias };
  Object.assign(resource['aws_route53_health_check']?.['deep-primary'] ?? {}, {
    fqdn: 'primary.www.example.com',
  });
  const routing = readRouting(environment);

  expect(routing.checks).toEqual(sound.checks);
  expect(clientsOf(routing)).toEqual(clientsOf(sound));
});

test('without a record, the name of the origin is somebody else’s, and stays in the primary region', () => {
  const { distribution } = readRouting(synthesizedShape({ ...shape, domain: false }));
  const api = distribution?.behaviours.find(({ path }) => path === '/api/*');

  expect(api?.origins.first).toEqual({ target: { type: 'load-balancer', region: 'primary' }, secure: true });
});

test('names that lead back to themselves are refused', () => {
  const environment = synthesizedShape({ policy: 'one region', cdn: false });
  const records = terraformOf(environment, 'routing').resource['aws_route53_record'] ?? {};
  for (const [name, other] of [
    ['a.example.com', 'b.example.com'],
    ['b.example.com', 'a.example.com'],
  ]) {
    records[String(name)] = {
      name,
      type: 'A',
      alias: { name: other, zone_id: 'Z0123456789', evaluate_target_health: true },
    };
  }

  expect(() => readRouting(environment)).toThrow(/a\.example\.com: it leads back to itself/);
});

test('an environment without records and distributions has no routing', () => {
  const environment = synthesizedShape({ policy: 'one region', cdn: false, domain: false });

  expect(() => readRouting(environment)).toThrow(expect.objectContaining({ code: 'NoRouting' }));
});

describe('what is synthesized', () => {
  const root = mkdtempSync(join(tmpdir(), 'bulkhead-routing-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  test('is read by its index, with nothing left out for the emulator', () => {
    const { name, stacks } = synthesizedShape(shape);
    const folder = join(root, 'dist/synth', name);
    mkdirSync(folder, { recursive: true });
    const index = stacks.map(({ template, ...entry }, number) => {
      writeFileSync(join(folder, `${number}.json`), '{}');
      writeFileSync(join(folder, `${number}.complete.json`), JSON.stringify(template));
      const path = `dist/synth/${name}/${number}`;
      return { ...entry, template: `${path}.json`, complete: `${path}.complete.json`, publishes: [] };
    });
    writeFileSync(join(folder, 'index.json'), JSON.stringify({ stacks: index }));

    expect(readSynthesizedEnvironment(root, name)).toEqual({ name, stacks });
  });
});
