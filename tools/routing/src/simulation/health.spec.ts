import { answerText } from '../answer/answer';
import { readRouting } from '../reading/read-routing';
import { scenariosOf } from '../scenario/scenario';
import { type Body, type Shape, synthesizedShape, terraformOf } from '../testing';
import { simulate } from './simulate';

const shape: Shape = { policy: 'failover', cdn: false };

/** The answers of a shape to some scenarios, after a change. */
function answers(
  of: Shape,
  scenarios: readonly string[],
  change: (resources: Resources) => void = () => undefined,
) {
  const environment = synthesizedShape(of);
  change(terraformOf(environment, 'routing').resource);
  const routing = readRouting(environment);
  return scenariosOf(routing)
    .filter(({ name }) => scenarios.includes(name))
    .map((scenario) => simulate(routing, scenario).answers.map(answerText).join());
}

type Resources = Record<string, Record<string, Body>>;

test.each([
  ['Healthy', 'primary'],
  ['LastKnownStatus', 'primary'],
  ['Unhealthy', 'primary → 310 s dr'],
] as const)('P2.5 an alarm with INSUFFICIENT_DATA whose check is %s then', (whenInsufficient, answer) => {
  expect(answers({ ...shape, whenInsufficient }, ['metrics-missing'])).toEqual([answer]);
});

test.each([
  ['breaching', 'primary → 310 s dr'],
  ['notBreaching', 'primary'],
  ['ignore', 'primary'],
])('an alarm that counts missing data as %s', (missing, answer) => {
  const change = ({ aws_cloudwatch_metric_alarm: alarms }: Resources) =>
    ['primary', 'dr'].forEach(
      (role) => ((alarms?.[`service-${role}`] ?? {})['treat_missing_data'] = missing),
    );

  expect(answers({ ...shape, whenInsufficient: 'Unhealthy' }, ['metrics-missing'], change)).toEqual([answer]);
});

test.each([
  // (1 + 1) × 60 + 60 for the alarm, 10 until every DNS server knows, 60 of the resolver.
  ['metric', 250],
  ['inverted metric', 250],
  // 3 × (10 + 6) for the HTTPS check of the object.
  ['object', 118],
  ['routing control', 70],
] as const)('P2.5 a person throws a switch that is a %s, and users leave after %d s', (kind, seconds) => {
  const [thrown, inGreyFailure] = answers({ ...shape, switch: kind }, [
    'switch-thrown',
    'switch-in-grey-failure',
  ]);

  expect(thrown).toBe(`primary → ${seconds} s dr`);
  expect(inGreyFailure).toBe(thrown);
});

test('an alarm of AWS metrics is no switch', () => {
  const change = ({ aws_cloudwatch_metric_alarm: alarms }: Resources) =>
    ((alarms?.['switch-primary'] ?? {})['namespace'] = 'AWS/ApplicationELB');

  expect(answers(shape, ['switch-thrown'], change)).toEqual(['primary']);
});
