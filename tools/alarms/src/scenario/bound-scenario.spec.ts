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
    /series\.0: no alarm reads primary App latency \{\}\. Alarms read: primary App Errors \{Service=api\}; primary App Latency \{\}/,
  ],
  ['other dimensions', { series: [{ ...errors, dimensions: {} }] }, /no alarm reads primary App Errors \{\}/],
  [
    'another region',
    { series: [{ ...slow, role: 'dr' }] },
    /no alarm reads dr App Latency \{\}\. Alarms read nothing of App there/,
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
