import { missesOf, missText } from './answer/verdict';
import { play } from './simulation/play';
import { alarmsOf, anAlarm, scenarioOf } from './testing';

/** Three alarms on a load balancer and its targets, of which people hear through one composite alarm. */
const alarms = alarmsOf({
  alarms: {
    Errors: { ...anAlarm, Threshold: 5, EvaluationPeriods: 3, AlarmActions: [] },
    Slow: {
      ...anAlarm,
      AlarmName: 'slow',
      MetricName: 'Latency',
      Statistic: undefined,
      ExtendedStatistic: 'PR(:0.5)',
      Threshold: 95,
      EvaluationPeriods: 3,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'missing',
      AlarmActions: [],
    },
    Targets: {
      ...anAlarm,
      AlarmName: 'targets',
      MetricName: 'Healthy',
      Statistic: 'Minimum',
      Threshold: 2,
      EvaluationPeriods: 2,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
      AlarmActions: [],
    },
  },
  composites: {
    Service: {
      AlarmName: 'service',
      AlarmRule: 'ALARM(errors) OR ALARM(slow) OR ALARM(targets)',
      AlarmActions: ['alerts'],
      OKActions: ['alerts'],
    },
  },
});

/** Days with more requests than nights, few errors, and a target that is replaced now and then. */
const usual = {
  Errors: '(0~1x480 0~3x960)x*',
  Latency: '{0.05~0.3*20}x*',
  Healthy: '(3x2000 2x3 3x157)x*',
};

function missed(
  values: Partial<typeof usual>,
  pages: { atMost: number; by?: string },
  { lasts = '30d' } = {},
): string[] {
  const series = Object.entries({ ...usual, ...values }).map(([metric, text]) => ({
    namespace: 'App',
    metric,
    values: text,
  }));
  const scenario = scenarioOf(alarms, { seed: 7, lasts, series, pages: { topic: 'alerts', ...pages } });
  return missesOf(scenario, play(alarms, scenario)).map(missText);
}

test('in a quiet month, nobody is paged', () => {
  expect(missed({}, { atMost: 0 })).toEqual([]);
});

test('a time that is not quiet is told from one that is', () => {
  expect(missed({ Errors: '0~9x*' }, { atMost: 0 }, { lasts: '2d' })[0]).toMatch(
    /^pages by alerts at .*: expected at most 0, was primary: service at /,
  );
});

test('a fault that three alarms see is one page, within the time that is asked for', () => {
  const fault = {
    Errors: '0~1x60 40x30 0~1x*',
    Latency: '{0.1}x60 {2*10}x30 {0.1}x*',
    Healthy: '3x60 0x30 3x*',
  };

  expect(missed(fault, { atMost: 1, by: '1h2m' }, { lasts: '3h' })).toEqual([]);
  expect(missed(fault, { atMost: 1, by: '1h1m' }, { lasts: '3h' })).toEqual([
    'pages by alerts at 1h1m: expected a page by then, was primary: service at 1h2m',
  ]);
  expect(missed(fault, { atMost: 0 }, { lasts: '3h' })).toHaveLength(1);
});
