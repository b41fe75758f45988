import { hasHealthChecks } from './has-health-checks';
import { environmentWarnings } from '../../definition/environment-warnings';
import { type PresetName } from '../../presets/preset-names.generated';
import { testDomain as domain, toldOfCdnDns as told, withCdnDns } from '../../definition/testing';

const zone = { domain };
const routingOf = (preset: PresetName, routing?: object) =>
  withCdnDns({ zone, ...(routing && { routing }) }, preset).apps['cdn-dns']?.routing;
const controlArn = (name: string) =>
  `arn:aws:route53-recovery-control::111122223333:controlpanel/0a1b/routingcontrol/${name}`;

test.each<[PresetName, string]>([
  ['saas', 'simple'],
  ['ecs-ec2', 'simple'],
  ['patient-data', 'failover'],
  ['hipaa-dr', 'failover'],
  ['web-multi-region', 'latency'],
])('P2.5: the records of %s have policy %s', (preset, type) => {
  expect(routingOf(preset)).toMatchObject({ type });
});

test.each<PresetName>(['saas', 'ecs-ec2', 'patient-data', 'hipaa-dr', 'web-multi-region'])(
  'P2.5: without a domain, %s has no zone, no certificates and no records',
  (preset) => {
    const { zone: none, certificates, routing } = withCdnDns({}, preset).apps['cdn-dns'] ?? {};
    expect([none, certificates, routing]).toEqual([undefined, undefined, undefined]);
  },
);

test('P2.5: a policy with two regions asks a deep path every 10 seconds, and counts three answers', () => {
  expect(routingOf('patient-data', { type: 'latency' })).toEqual({
    type: 'latency',
    healthCheck: { path: '/health/deep', intervalSeconds: 10, failureThreshold: 3 },
    rtoSeconds: 3600,
  });
});

test('P2.5: weights shift users gradually, and 0 is a weight', () => {
  const weights = { primary: 255, dr: 0 };
  expect(routingOf('web-multi-region', { type: 'weighted', weights })).toMatchObject({ weights });
});

test.each<[PresetName, boolean]>([
  ['saas', false],
  ['patient-data', true],
])('P2.5: Route 53 asks the load balancers of %s: %s', (preset, asks) => {
  expect(hasHealthChecks(withCdnDns({ zone }, preset))).toBe(asks);
  expect(hasHealthChecks(withCdnDns({}, preset))).toBe(false);
});

test.each<[string, object]>([
  ['another policy, with the records of the former one', { type: 'latency', former: { type: 'failover' } }],
  [
    'one region again, with the records of the former policy',
    { type: 'simple', former: { type: 'weighted', weights: { primary: 1, dr: 0 } } },
  ],
  [
    'routing controls',
    { type: 'failover', routingControlArns: { primary: controlArn('1'), dr: controlArn('2') } },
  ],
])('P2.5: %s: fine', (_, routing) => {
  expect(told({ zone, routing }, 'patient-data')).toBe('');
});

test.each<[string, PresetName, object, object, string]>([
  [
    'a former policy that is the present one',
    'patient-data',
    { zone, routing: { type: 'failover', former: { type: 'failover' } } },
    {},
    'routing.former.type: "failover" — allowed: another policy than type',
  ],
  [
    'a former policy in one region',
    'saas',
    { zone, routing: { type: 'simple', former: { type: 'failover' } } },
    {},
    'routing.former: {"type":"failover"} — allowed: none: the environment has one region',
  ],
  [
    'a former policy without the service of the DR region',
    'patient-data',
    { zone, routing: { type: 'simple', former: { type: 'failover' } } },
    { apps: { 'app-platform': { service: { dr: null } } } },
    'apps.app-platform.service.dr: missing — allowed: settings such as {"desiredCount": 1}, since apps.cdn-dns.routing of type failover',
  ],
  [
    'one routing control for both regions',
    'patient-data',
    {
      zone,
      routing: { type: 'failover', routingControlArns: { primary: controlArn('1'), dr: controlArn('1') } },
    },
    {},
    'allowed: a control for each region: one for both would take the users from both',
  ],
  [
    'a routing control that is none',
    'patient-data',
    {
      zone,
      routing: { type: 'failover', routingControlArns: { primary: 'arn:aws:x', dr: controlArn('1') } },
    },
    {},
    'routingControlArns.primary: "arn:aws:x" — allowed: the ARN of a routing control',
  ],
  [
    "a firewall that refuses Route 53's checkers",
    'patient-data',
    { zone },
    { apps: { 'app-platform': { service: { loadBalancer: { requestsPerAddress: 99 } } } } },
    'loadBalancer.requestsPerAddress: 99 — allowed: at least 100, since apps.cdn-dns.routing has health checks',
  ],
  [
    'latency in one region',
    'saas',
    { zone, routing: { type: 'latency' } },
    {},
    'apps.cdn-dns.routing.type: "latency" — allowed: simple: the environment has one region',
  ],
  [
    'failover to a region without the service',
    'patient-data',
    { zone, routing: { type: 'failover' } },
    { apps: { 'app-platform': { service: { dr: null } } } },
    'apps.app-platform.service.dr: missing — allowed: settings such as {"desiredCount": 1}, since apps.cdn-dns.routing of type failover',
  ],
  [
    'weights of nothing',
    'web-multi-region',
    { zone, routing: { type: 'weighted', weights: { primary: 0, dr: 0 } } },
    {},
    'routing.weights: {"primary":0,"dr":0} — allowed: at least one weight above 0',
  ],
  [
    'a weight beyond those of Route 53',
    'web-multi-region',
    { zone, routing: { type: 'weighted', weights: { primary: 256, dr: 1 } } },
    {},
    'routing.weights.primary: 256 — allowed: at most 255',
  ],
  [
    'an interval that Route 53 does not have',
    'web-multi-region',
    { zone, routing: { type: 'latency', healthCheck: { intervalSeconds: 20 } } },
    {},
    'healthCheck.intervalSeconds: 20 — allowed: 10, 30',
  ],
  [
    'a threshold beyond those of Route 53',
    'web-multi-region',
    { zone, routing: { type: 'latency', healthCheck: { failureThreshold: 11 } } },
    {},
    'healthCheck.failureThreshold: 11 — allowed: at most 10',
  ],
  [
    'a path with a query',
    'web-multi-region',
    { zone, routing: { type: 'latency', healthCheck: { path: '/health?deep=1' } } },
    {},
    'healthCheck.path: "/health?deep=1" — allowed: a path such as /health/deep',
  ],
  [
    'an unknown policy',
    'web-multi-region',
    { zone, routing: { type: 'geoproximity' } },
    {},
    'routing.type: "geoproximity" — allowed: simple, latency, failover, weighted',
  ],
  [
    'records without a domain',
    'saas',
    { routing: { type: 'simple' } },
    {},
    'apps.cdn-dns.zone: missing — allowed: settings such as {"domain": "app.example.org"}, since routing has the records of the domain',
  ],
  [
    'records of a service that is not there',
    'saas',
    { zone, routing: { type: 'simple' } },
    { apps: { 'app-platform': null } },
    'apps.app-platform.service: missing — allowed: a service, since apps.cdn-dns.routing leads users to its load balancers',
  ],
])('P2.5: %s is refused', (_, preset, cdnDns, more, message) => {
  expect(told(cdnDns, preset, more)).toContain(message);
});

test('P2.5: a health check that asks what the load balancer asks gets a warning, and a deep one gets none', () => {
  const warned = (healthCheck: object) =>
    environmentWarnings(withCdnDns({ zone, routing: { type: 'latency', healthCheck } })).filter((line) =>
      line.includes('routing'),
    );

  expect(warned({ path: '/health' })).toEqual([
    expect.stringMatching(
      /^apps\.cdn-dns\.routing\.healthCheck\.path: "\/health" — the load balancer asks the same path/,
    ),
  ]);
  expect(warned({ path: '/health/deep' })).toEqual([]);
});
