import { statisticOf } from '../model/statistic';
import { statisticOfSamples } from './statistic-of';

const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

test.each([
  ['Sum', [4, 1, 1], 6],
  ['Average', [4, 1, 1], 2],
  ['SampleCount', [4, 1, 1], 3],
  ['Minimum', [4, 1, 1], 1],
  ['Maximum', [4, 1, 1], 4],
  ['p99', hundred, 99],
  ['p100', hundred, 100],
  ['p50', hundred, 50],
  ['p0', hundred, 1],
  ['p99.9', hundred, 100],
  ['p90', [5], 5],
  ['Sum', [], undefined],
  ['SampleCount', [], undefined],
  ['p99', [], undefined],
])('%s of %j is %s', (statistic, samples, expected) => {
  expect(statisticOfSamples(statisticOf(statistic), samples)).toBe(expected);
});
