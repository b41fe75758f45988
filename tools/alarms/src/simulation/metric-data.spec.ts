import { alarmsOf, anAlarm, scenarioOf } from '../testing';
import { MetricData } from './metric-data';

const alarms = alarmsOf({ alarms: { Errors: anAlarm } });
const metric = { namespace: 'App', name: 'Errors', dimensions: {} };

function samplesOf(values: string, interval = '1m') {
  const scenario = scenarioOf(alarms, {
    seed: values.includes('~') ? 3 : undefined,
    lasts: '2h',
    series: [{ namespace: 'App', metric: 'Errors', interval, values }],
    expect: [{ alarm: 'errors', states: {} }],
  });
  return new MetricData(alarms, scenario).of('primary', metric);
}

const sum = (all: readonly number[]) => all.reduce((total, each) => total + each, 0);

test.each(['0~9x120', '5x30 _x30 {1 2 3~4}x60', '(1 _ 3)x40', '7x*', '{}x60 1x60'])(
  'totals of many whole samples in %s are those of the samples, wherever the window is',
  (values) => {
    const samples = samplesOf(values);
    for (let from = -3600; from <= 3600; from += 420) {
      for (const length of [600, 1800, 3600]) {
        const all = samples.between(from, from + length);
        expect(samples.sumBetween(from, from + length)).toBe(sum(all));
        expect(samples.countBetween(from, from + length)).toBe(all.length);
        expect(samples.countWithin(1, 5, from, from + length)).toBe(
          all.filter((each) => each > 1 && each <= 5).length,
        );
      }
    }
  },
);

test.each<[string, string, number, number]>([
  ['few intervals', '1x120', 600, 720],
  ['samples that are no whole numbers', '1x5 0.1x115', 0, 3600],
])('there is no sum of %s', (_, values, from, until) => {
  expect(samplesOf(values).sumBetween(from, until)).toBeUndefined();
});

test('a metric without data has none', () => {
  const samples = new MetricData(alarms, { series: [], logs: [], seed: undefined }).of('primary', metric);

  expect(samples.sumBetween(0, 3600)).toBeUndefined();
  expect(samples.countBetween(0, 3600)).toBeUndefined();
  expect(samples.between(0, 3600)).toEqual([]);
});
