import { sampleSeries } from './sample-series';

test('the same words give the same data, and other words give other data', () => {
  const title = 'eu-west-1: running tasks';

  expect(sampleSeries(title, 'a')).toEqual(sampleSeries(title, 'a'));
  expect(sampleSeries('eu-west-1: error budget', 'a')).not.toEqual(
    sampleSeries('eu-west-1: error budget', 'b'),
  );
});

test('tasks are whole, budgets are at most 100 %, and no number is below 0', () => {
  expect(sampleSeries('running tasks', 'a').every(Number.isInteger)).toBe(true);
  for (const title of ['error budget', 'bytes', 'in ACUs', 'in milliseconds', 'anything'])
    expect(Math.min(...sampleSeries(title, 'a'))).toBeGreaterThanOrEqual(0);
  expect(Math.max(...sampleSeries('error budget', 'a'))).toBeLessThanOrEqual(100);
});
