import { play } from '../simulation/play';
import { alarmsOf, anAlarm, scenarioOf } from '../testing';
import { fitScenario } from './bound-scenario';
import { readScenario, type WrittenScenario } from './scenario';

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

const quiet = { namespace: 'Other', metric: 'Errors', values: '0' };

test('an alarm is found by a part of its name', () => {
  const bound = scenarioOf(alarms, { series: [errors, slow], expect: [{ alarm: '*-errors-*', states: {} }] });

  expect(bound.expect.map(({ key }) => key)).toEqual(['primary: qa-errors-1a2b']);
});

test('a scenario concerns the alarms that it has data of, and the composite alarms above them', () => {
  const concerned = (series: WrittenScenario['series'], expect: string[]) =>
    [
      ...scenarioOf(alarms, { series, expect: expect.map((alarm) => ({ alarm, states: {} })) }).concerned,
    ].sort();

  expect(concerned([errors, slow], ['*-errors-*'])).toEqual([
    'primary: qa-errors-1a2b',
    'primary: qa-slow-3c4d',
  ]);
  expect(concerned([slow, quiet], ['*-slow-*'])).toEqual([
    'primary: page',
    'primary: qa-quiet',
    'primary: qa-slow-3c4d',
  ]);
  // The alarm below it stays as it was.
  expect(concerned([], ['page'])).toEqual(['primary: page']);
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

describe('for another environment', () => {
  const fit = (written: Partial<WrittenScenario>) =>
    fitScenario(alarms, readScenario({ name: 'spec', title: 'Spec', expect: [], ...written }, 'spec'));

  test.each<[string, Partial<WrittenScenario>, RegExp]>([
    ['an alarm', { expect: [{ alarm: '*latency*', states: {} }] }, /^expect\.0\.alarm: 0 alarms are /],
    [
      'a metric',
      { series: [{ ...slow, metric: 'Depth' }], expect: [{ alarm: '*errors*', states: {} }] },
      /^series\.0: alarms read 0 metrics/,
    ],
    [
      'a log group',
      {
        logs: [{ logGroup: '/web', at: '1m', lines: ['x'] }],
        expect: [{ alarm: '*errors*', states: {} }],
      },
      /^logs\.0\.logGroup: /,
    ],
    [
      'a topic',
      { series: [slow], pages: { topic: '*alerts', atMost: 0 } },
      /^pages\.0\.topic: no alarm does \*alerts\. They do: page$/,
    ],
    [
      'a topic in this region',
      { series: [slow], pages: { topic: 'page', role: 'dr', atMost: 0 } },
      /They do: nothing$/,
    ],
  ])('is a scenario about %s that this one does not have', (_, written, missing) => {
    const found = fit(written);

    expect(found.type).toBe('elsewhere');
    expect(found.type === 'elsewhere' && found.missing[0]).toMatch(missing);
  });

  test('optional parts are left out, and said', () => {
    const found = fit({
      series: [errors, { ...slow, metric: 'Depth', optional: true }],
      logs: [{ logGroup: '/web', at: '1m', lines: ['x'], optional: true }],
      expect: [
        { alarm: '*errors*', states: {} },
        { alarm: '*latency*', states: {}, optional: true },
      ],
    });

    expect(found).toMatchObject({ type: 'here', leftOut: ['series.1', 'logs.0', 'expect.1'] });
    expect(found.type === 'here' && found.scenario.series).toHaveLength(1);
    expect(found.type === 'here' && found.scenario.logs).toEqual([]);
    expect(found.type === 'here' && found.scenario.expect).toHaveLength(1);
  });
});

describe('each', () => {
  const both = alarmsOf({
    alarms: Object.fromEntries(
      ['a', 'b', 'c'].map((gateway) => [
        gateway,
        { ...anAlarm, AlarmName: `ports-${gateway}`, Dimensions: [{ Name: 'Gateway', Value: gateway }] },
      ]),
    ),
  });
  const ports = (gateway: string, values: string, rest: object = {}) => ({
    namespace: 'App',
    metric: 'Errors',
    dimensions: { Gateway: gateway },
    values,
    ...rest,
  });

  test('stands for every metric and every alarm that fits', () => {
    const bound = scenarioOf(both, {
      series: [ports('*', '0', { each: true })],
      expect: [{ alarm: 'ports-*', each: true, states: {} }],
    });

    expect(bound.series.map(({ metric }) => metric.dimensions['Gateway'])).toEqual(['a', 'b', 'c']);
    expect(bound.expect.map(({ key }) => key)).toEqual([
      'primary: ports-a',
      'primary: ports-b',
      'primary: ports-c',
    ]);
  });

  test('leaves a metric to the series that names it', () => {
    const bound = scenarioOf(both, {
      series: [ports('*', '0', { each: true }), ports('b', '1x2')],
      expect: [{ alarm: 'ports-b', states: {} }],
    });

    expect(bound.series.map(({ metric, values }) => [metric.dimensions['Gateway'], values.length])).toEqual([
      ['a', 1],
      ['c', 1],
      ['b', 2],
    ]);
  });

  test('means at least one', () => {
    const series = [ports('*', '0', { each: true, metric: 'Depth' })];

    expect(() => scenarioOf(both, { series, expect: [{ alarm: 'ports-a', states: {} }] })).toThrow(
      /series\.0: alarms read 0 metrics/,
    );
  });
});

describe('a quota', () => {
  const usage = { namespace: 'AWS/Usage', metric: 'ResourceCount', dimensions: { Resource: 'vCPU' } };
  const withQuota = alarmsOf({
    alarms: {
      Used: {
        AlarmName: 'used',
        ComparisonOperator: 'GreaterThanThreshold',
        EvaluationPeriods: 1,
        Threshold: 80,
        Metrics: [
          { Id: 'e1', Expression: 'm1 / SERVICE_QUOTA(m1) * 100' },
          {
            Id: 'm1',
            ReturnData: false,
            MetricStat: {
              Metric: {
                Namespace: 'AWS/Usage',
                MetricName: 'ResourceCount',
                Dimensions: [{ Name: 'Resource', Value: 'vCPU' }],
              },
              Period: 60,
              Stat: 'Maximum',
            },
          },
        ],
      },
      Quiet: { ...anAlarm, AlarmName: 'qa-quiet', Namespace: 'Other' },
    },
  });
  const played = (quota: number) =>
    play(
      withQuota,
      scenarioOf(withQuota, {
        series: [{ ...usage, values: '41x3', quota }],
        expect: [{ alarm: 'used', states: {} }],
      }),
    ).states.get('primary: used');

  test('is what the alarm compares with', () => {
    expect(played(50)?.at(-1)?.state).toBe('ALARM');
    expect(played(52)?.at(-1)?.state).toBe('OK');
  });

  test.each([
    ['is missing', { ...usage, values: '41' }, /series\.0: an alarm compares it with its quota/],
    ['is not asked for', { ...quiet, quota: 3 }, /series\.0\.quota: no alarm asks for it/],
  ])('that %s is refused', (_, series, message) => {
    const bind = () =>
      scenarioOf(withQuota, { series: [series], expect: [{ alarm: 'qa-quiet', states: {} }] });

    expect(bind).toThrow(message);
  });
});
