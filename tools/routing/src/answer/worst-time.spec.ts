import { readRouting } from '../reading/read-routing';
import { simulateAll } from '../simulation/simulate-all';
import { type Shape, synthesizedShape, terraformOf } from '../testing';
import { canMove, worstOf, worstTimeProblem } from './worst-time';

function problem(
  shape: Shape,
  rtoSeconds: number,
  change: (check: Record<string, unknown>) => void = () => undefined,
) {
  const environment = synthesizedShape(shape);
  if (shape.domain !== false && shape.policy !== 'one region') {
    const checks = terraformOf(environment, 'routing').resource['aws_route53_health_check'] ?? {};
    change(checks['region-primary'] ?? {});
  }
  const routing = readRouting(environment);
  return worstTimeProblem(routing, simulateAll(routing), rtoSeconds);
}

const failover: Shape = { policy: 'failover', cdn: true };

test.each([
  ['failover without CDN', { policy: 'failover', cdn: false }, 310],
  ['failover with CDN', failover, 310],
  ['latency', { policy: 'latency', cdn: true }, 310],
  ['weighted', { policy: 'weighted', cdn: false }, 310],
  ['one region', { policy: 'one region', cdn: false }, undefined],
  ['no domain', { ...failover, domain: false }, Infinity],
] as const)('P2.5 the longest time to move: %s', (_, shape: Shape, seconds) => {
  const routing = readRouting(synthesizedShape(shape));

  expect(worstOf(simulateAll(routing))?.worstSeconds).toBe(seconds);
});

test('P2.5 a recovery time objective that is kept is no problem', () => {
  expect(problem(failover, 310)).toBeUndefined();
});

test('P2.5 a recovery time objective that is not kept is a problem, with the slowest client', () => {
  expect(problem(failover, 309)).toBe(
    [
      'Users need 310 s to leave region role primary in scenario metrics-breaching, and the recovery time objective of qa is 309 s.',
      'GET /api/*: primary → 310 s dr',
    ].join('\n  '),
  );
});

test('P2.5 users who never leave are a problem, whatever the objective', () => {
  expect(problem(failover, 3600, (check) => (check['child_health_threshold'] = 1))).toContain(
    'Users never leave region role primary in scenario deep-fault',
  );
});

test('without an alarm of a service, nobody has to leave for what only an alarm sees', () => {
  const environment = synthesizedShape(failover);
  const { resource } = terraformOf(environment, 'routing');
  for (const role of ['primary', 'dr']) {
    delete resource['aws_route53_health_check']?.[`alarm-${role}`];
    const region = resource['aws_route53_health_check']?.[`region-${role}`] ?? {};
    region['child_healthchecks'].splice(1, 1);
    region['child_health_threshold'] = 2;
  }
  const all = simulateAll(readRouting(environment));

  expect(worstOf(all)?.worstSeconds).toBe(250);
});

test('nothing is promised where no name leads to a second region', () => {
  const shapes: Shape[] = [
    { policy: 'one region', cdn: false },
    { ...failover, domain: false },
  ];

  for (const shape of shapes) {
    expect(canMove(readRouting(synthesizedShape(shape)))).toBe(false);
    expect(problem(shape, 1)).toBeUndefined();
  }
});
