import { missesOf, missText } from '../answer/verdict';
import { durationText } from '../scenario/duration';
import { type WrittenScenario } from '../scenario/scenario';
import { alarmsOf, anAlarm, type Properties, scenarioOf } from '../testing';
import { play } from './play';

/** `OK → 3m ALARM` for an alarm that goes into ALARM in the third minute. */
function timeline(
  properties: Properties,
  written: Partial<WrittenScenario>,
  key = 'primary: errors',
): string {
  const alarms = alarmsOf({ alarms: { Errors: { ...anAlarm, ...properties } } });
  const scenario = scenarioOf(alarms, { expect: [{ alarm: 'errors', states: {} }], ...written });
  const steps = play(alarms, scenario).states.get(key) ?? [];
  return steps
    .map(({ second, state }) => (second === 0 ? state : `${durationText(second)} ${state}`))
    .join(' → ');
}

const values = (text: string, rest: object = {}): Partial<WrittenScenario> => ({
  series: [{ namespace: 'App', metric: 'Errors', values: text, ...rest }],
});

describe('times', () => {
  test.each<[string, Properties, string, string]>([
    ['a minute is evaluated at its end', {}, '0x2 1 0x3', 'OK → 3m ALARM → 4m OK'],
    ['three of three minutes', { EvaluationPeriods: 3 }, '0x2 1x3 0', 'OK → 5m ALARM → 6m OK'],
    [
      'two of three minutes',
      { EvaluationPeriods: 3, DatapointsToAlarm: 2 },
      '0x3 1 0 1 0x3',
      'OK → 6m ALARM → 7m OK',
    ],
    // A window of five minutes slides: it has the error from the minute of the error on, for five minutes.
    ['a period of five minutes', { Period: 300 }, '0x7 1 0x12', 'OK → 8m ALARM → 13m OK'],
    ['a sum over five minutes', { Period: 300, Threshold: 2 }, '0x5 1x5 0x10', 'OK → 8m ALARM → 13m OK'],
    // One error in five minutes is an average of 0.2, and two are 0.4.
    [
      'an average',
      { Period: 300, Statistic: 'Average', Threshold: 0.3 },
      '0x5 1x2 0x10',
      'OK → 7m ALARM → 11m OK',
    ],
  ])('%s', (_, properties, text, expected) => {
    expect(timeline(properties, values(text))).toBe(expected);
  });

  test('an alarm of high resolution is evaluated every 10 s', () => {
    expect(timeline({ Period: 10 }, values('0x4 1 0x7', { interval: '10s' }))).toBe('OK → 50s ALARM → 1m OK');
  });

  test('an alarm that looks back more than a day is evaluated once an hour', () => {
    const day = {
      Period: 86_400,
      EvaluationPeriods: 2,
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
    };

    // A job on each day, and none after second 0. The alarm looks at two days, and retrieves four: the last job leaves
    // them after four days, and is missed when the alarm is next evaluated.
    const written = values('1 _x5', { interval: '1d' });
    expect(timeline({ ...day, TreatMissingData: 'breaching' }, written)).toBe('OK → 4d1h ALARM');
    expect(timeline({ ...day, EvaluationPeriods: 1, TreatMissingData: 'breaching' }, written)).toBe(
      'OK → 3d1m ALARM',
    );
  });

  test('before the scenario, a series was as its first value says', () => {
    expect(timeline({ EvaluationPeriods: 3 }, values('1x2'))).toBe('OK → 1m ALARM');
    expect(timeline({ EvaluationPeriods: 3, TreatMissingData: 'missing' }, values('_x2'))).toBe(
      'OK → 1m INSUFFICIENT_DATA',
    );
  });

  test('the first state is what the scenario says', () => {
    expect(timeline({}, { ...values('0x2'), before: 'INSUFFICIENT_DATA' })).toBe('INSUFFICIENT_DATA → 1m OK');
  });
});

describe('missing data, of which an alarm of one minute retrieves two minutes more', () => {
  test.each([
    ['missing', 'OK → 2m ALARM → 5m INSUFFICIENT_DATA → 6m OK'],
    ['ignore', 'OK → 2m ALARM → 6m OK'],
    ['breaching', 'OK → 2m ALARM → 6m OK'],
    // The error is the most recent real data point until it is out of the range.
    ['notBreaching', 'OK → 2m ALARM → 5m OK'],
  ])('%s', (TreatMissingData, expected) => {
    expect(timeline({ TreatMissingData }, values('0 1 _x3 0x2'))).toBe(expected);
  });
});

describe('percentiles', () => {
  const p99 = { Statistic: undefined, ExtendedStatistic: 'p99', Threshold: 1000 };

  test('are of the raw samples', () => {
    expect(timeline(p99, values('{100*99 2000}x2 {100*98 2000*2} {100*100}'))).toBe('OK → 3m ALARM → 4m OK');
  });

  test('of too few samples leave the state as it is, if the alarm says so', () => {
    const ignoring = { ...p99, EvaluateLowSampleCountPercentile: 'ignore' };

    // 10 / (1 − 0.99) = 1000 samples are significant.
    expect(timeline(ignoring, values('{100*999} {2000*999} {100*999}'))).toBe('OK');
    expect(timeline(ignoring, values('{100*1000} {2000*1000} {100*999} {100*1000}'))).toBe(
      'OK → 2m ALARM → 4m OK',
    );
    expect(timeline(p99, values('{100*999} {2000*999} {100*999}'))).toBe('OK → 2m ALARM → 3m OK');
  });
});

test('an alarm on an expression is as its result says, and a division by zero is no data point', () => {
  const metric = (Id: string) => ({
    Id,
    ReturnData: false,
    MetricStat: { Metric: { Namespace: 'App', MetricName: Id }, Period: 60, Stat: 'Sum' },
  });
  const rest = {
    ...anAlarm,
    Namespace: undefined,
    MetricName: undefined,
    Statistic: undefined,
    Period: undefined,
  };
  const alarms = alarmsOf({
    alarms: {
      Rate: {
        ...rest,
        TreatMissingData: 'missing',
        Threshold: 0.05,
        Metrics: [{ Id: 'rate', Expression: 'errors / requests' }, metric('errors'), metric('requests')],
      },
    },
  });
  const scenario = scenarioOf(alarms, {
    series: [
      { namespace: 'App', metric: 'errors', values: '1 6 0 _x4' },
      { namespace: 'App', metric: 'requests', values: '100x2 0x5' },
    ],
    expect: [
      { alarm: 'errors', states: { '1m': 'OK', '2m': 'ALARM', '4m': 'ALARM', '5m': 'INSUFFICIENT_DATA' } },
    ],
  });

  expect(missesOf(scenario, play(alarms, scenario)).map(missText)).toEqual([]);
});

describe('logs', () => {
  const filter = {
    LogGroupName: '/app',
    FilterPattern: '{ $.level = "error" }',
    MetricTransformations: [
      { MetricName: 'Errors', MetricNamespace: 'App', MetricValue: '1', DefaultValue: 0 },
    ],
  };
  const error = JSON.stringify({ level: 'error', latency: 70, service: 'api' });
  const info = JSON.stringify({ level: 'info', latency: 30 });
  const run = (change: Properties, alarm: Properties, written: Partial<WrittenScenario>) => {
    const alarms = alarmsOf({
      alarms: { Errors: { ...anAlarm, ...alarm } },
      filters: { Filter: { ...filter, ...change } },
    });
    const scenario = scenarioOf(alarms, { expect: [{ alarm: 'errors', states: {} }], ...written });
    const steps = play(alarms, scenario).states.get('primary: errors') ?? [];
    return steps.map(({ second, state }) => `${durationText(second)} ${state}`).join(' → ');
  };
  const infos = { logGroup: '/app', at: '0s', times: 10, lines: [info] };

  test('that match are a metric, and others are its default value', () => {
    const written = { logs: [infos, { logGroup: '/a*', at: '3m10s', lines: [error, error] }] };

    expect(run({}, { Threshold: 1, TreatMissingData: 'missing' }, written)).toBe('0s OK → 4m ALARM → 5m OK');
    expect(run({}, { Threshold: 2, TreatMissingData: 'missing' }, written)).toBe('0s OK');
  });

  test('that do not come leave the metric without data, whatever its default value', () => {
    const written = { logs: [{ ...infos, times: 2 }], lasts: '10m' };

    expect(run({}, { TreatMissingData: 'missing' }, written)).toBe('0s OK → 5m INSUFFICIENT_DATA');
  });

  test('give the metric a number of their own, and dimensions', () => {
    const transformation = {
      MetricName: 'Errors',
      MetricNamespace: 'App',
      MetricValue: '$.latency',
      Dimensions: [{ Key: 'service', Value: '$.service' }],
    };
    const change = { FilterPattern: '{ $.latency = * }', MetricTransformations: [transformation] };
    const written = { logs: [infos, { logGroup: '/app', at: '3m', lines: [error] }] };
    const Dimensions = [{ Name: 'service', Value: 'api' }];

    expect(run(change, { Dimensions, Threshold: 69 }, written)).toBe('0s OK → 4m ALARM → 7m OK');
    expect(run(change, { Dimensions, Threshold: 70 }, written)).toBe('0s OK');
    // Of another service, and of all services together, no event says anything.
    expect(run(change, { Dimensions: [{ Name: 'service', Value: 'web' }] }, written)).toBe('0s OK');
    expect(run(change, {}, written)).toBe('0s OK');
  });
});

describe('actions', () => {
  const acted = (properties: Properties, text: string) => {
    const alarms = alarmsOf({ alarms: { Errors: { ...anAlarm, ...properties } } });
    const scenario = scenarioOf(alarms, { expect: [{ alarm: 'errors', states: {} }], ...values(text) });
    return play(alarms, scenario).actions.map(
      ({ second, state, action }) => `${durationText(second)} ${state} ${action}`,
    );
  };
  const all = { AlarmActions: ['page', 'mail'], OKActions: ['mail'], InsufficientDataActions: ['note'] };

  test('are taken when the state changes, and not while it lasts', () => {
    expect(acted({ ...all, TreatMissingData: 'missing' }, '0 1x3 0 _x3')).toEqual([
      '2m ALARM page',
      '2m ALARM mail',
      '5m OK mail',
      '8m INSUFFICIENT_DATA note',
    ]);
  });

  test('are not taken if they are disabled', () => {
    expect(acted({ ...all, ActionsEnabled: false }, '0 1x3 0')).toEqual([]);
  });
});

test('an alarm that a scenario does not concern stays as it is', () => {
  const alarms = alarmsOf({
    alarms: {
      Errors: anAlarm,
      Other: { ...anAlarm, AlarmName: 'other', MetricName: 'Other', TreatMissingData: 'breaching' },
    },
  });
  const scenario = scenarioOf(alarms, { expect: [{ alarm: 'errors', states: {} }], ...values('0x2') });

  expect([...play(alarms, scenario).states.keys()]).toEqual(['primary: errors']);
});
