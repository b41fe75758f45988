import { alarmsOf, anAlarm, scenarioOf } from '../testing';
import { type WrittenScenario } from './scenario';

const alarms = alarmsOf({
  alarms: {
    Errors: { ...anAlarm, AlarmName: 'qa-errors-1a2b', Dimensions: [{ Name: 'Service', Value: 'api' }] },
    Slow: { ...anAlarm, AlarmName: 'qa-slow-3c4d', MetricName: 'Latency' },
    Quiet: { ...anAlarm, AlarmName: 'qa-quiet', Namespace: 'Other' },
  },
  composites: { Page: { AlarmName: 'page', AlarmRule: 'ALARM(qa-quiet)' } },
  filters: {
    Filter: {
      LogGroupName: '/app',
      FilterPattern: 'ERROR',
      MetricTransformations: [{ MetricName: 'Errors', MetricNamespace: 'App', MetricValue: '1' }],
    },
  },
});

const errors = { namespace: 'App', metric: 'Errors', dimensions: { Service: 'api' }, values: '0' };
const slow = { namespace: 'App', metric: 'Latency', values: '0' };

test('an alarm is found by a part of its name, and concerns those that it watches', () => {
  const bound = scenarioOf(alarms, { series: [errors, slow], expect: [{ alarm: '*-errors-*', states: {} }] });

  expect(bound.expect.map(({ key }) => key)).toEqual(['primary: qa-errors-1a2b']);
  // Composite alarms are evaluated in every scenario.
  expect([...bound.concerned].sort()).toEqual([
    'primary: page',
    'primary: qa-errors-1a2b',
    'primary: qa-quiet',
    'primary: qa-slow-3c4d',
  ]);
});

test('a series is found by a part of its dimensions', () => {
  const series = { ...errors, dimensions: { Service: 'a*' } };
  const bound = scenarioOf(alarms, { series: [series], expect: [{ alarm: '*errors*', states: {} }] });

  expect(bound.series[0]?.metric.dimensions).toEqual({ Service: 'api' });
  expect(() =>
    scenarioOf(alarms, { series: [errors, series], expect: [{ alarm: '*errors*', states: {} }] }),
  ).toThrow(/series: two of them are one metric/);
});

test('logs are data of the metrics that filters write', () => {
  const logs = [{ logGroup: '/app', at: '1m', lines: ['ERROR'] }];

  expect(() => scenarioOf(alarms, { logs, expect: [{ alarm: '*errors*', states: {} }] })).not.toThrow();
});

test.each<[string, Partial<WrittenScenario>, RegExp]>([
  [
    'no alarm',
    { expect: [{ alarm: 'errors', states: {} }] },
    /expect\.0\.alarm: 0 alarms are primary: errors\. There are: primary: qa-errors-1a2b; /,
  ],
  [
    'an alarm of another region',
    { expect: [{ alarm: '*errors*', role: 'dr', states: {} }] },
    /0 alarms are dr: \*errors\*/,
  ],
  ['two alarms', { expect: [{ alarm: 'qa-*', states: {} }] }, /3 alarms are primary: qa-\*/],
  [
    'a metric that nobody reads',
    { series: [{ ...slow, metric: 'latency' }] },
    /series\.0: alarms read 0 metrics that are primary App latency \{\}\. They read: App Errors \{Service=api\}; App Latency \{\}/,
  ],
  [
    'other dimensions',
    { series: [{ ...errors, dimensions: {} }] },
    /alarms read 0 metrics that are primary App Errors \{\}/,
  ],
  [
    'another region',
    { series: [{ ...slow, role: 'dr' }] },
    /alarms read 0 metrics that are dr App Latency \{\}\. They read: nothing of App there/,
  ],
  [
    'no data of an alarm',
    { expect: [{ alarm: '*slow*', states: {} }] },
    /expect\.0: the scenario says nothing of primary App Latency \{\}\. A metric without data is a series of _/,
  ],
  [
    'an unknown log group',
    { logs: [{ logGroup: '/web', at: '1m', lines: ['x'] }] },
    /logs\.0\.logGroup: no metric filter reads primary: \/web\. There are: primary: \/app/,
  ],
])('%s is refused', (_, written, message) => {
  const expected = { series: [slow], expect: [{ alarm: '*slow*', states: {} }], ...written };
  const refused = () => scenarioOf(alarms, 'expect' in written ? { ...expected, series: [] } : expected);

  expect(refused).toThrow(message);
  expect(refused).toThrow(expect.objectContaining({ code: 'UnreadableScenario' }));
});
