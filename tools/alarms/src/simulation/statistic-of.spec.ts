import { statisticOf, statisticText } from '../model/statistic';
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
  // The lower limit is outside, and the upper one inside.
  ['PR(:30)', hundred, 30],
  ['PR(30:40)', hundred, 10],
  ['PR(99:)', hundred, 1],
  ['PR(:0.3)', [0.1, 0.3, 0.30001, 2], 50],
  ['PR(-1:0)', [-1, 0], 50],
  ['PR(:1000)', hundred, 100],
  ['PR(100:)', hundred, 0],
  ['PR(:1)', [], undefined],
  ['Sum', [], undefined],
  ['SampleCount', [], undefined],
  ['p99', [], undefined],
])('%s of %j is %s', (statistic, samples, expected) => {
  expect(statisticOfSamples(statisticOf(statistic), samples)).toBe(expected);
});

test.each(['Sum', 'p99', 'p99.9', 'PR(:0.3)', 'PR(0.1:2)', 'PR(2:)'])(
  '%s is read, and written again',
  (text) => {
    expect(statisticText(statisticOf(text))).toBe(text);
  },
);

test.each([
  ['tm90', /does not calculate the statistic tm90/],
  ['p101', /does not calculate the statistic p101/],
  ['PR(:)', /does not calculate the statistic PR\(:\)/],
  ['PR(5)', /does not calculate/],
  ['PR(10%:90%)', /does not calculate/],
  ['pr(:5)', /does not calculate/],
  ['PR(2:2)', /no value is above 2 and not above 2/],
  ['PR(3:2)', /no value is above 3 and not above 2/],
])('%s is refused', (text, message) => {
  expect(() => statisticOf(text)).toThrow(message);
});
