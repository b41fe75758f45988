import { evaluateExpression } from './evaluate-expression';
import { idsIn, quotaIdsIn, readExpression } from './math-expression';
import { type MathValue, type Series } from './math-value';

/** `1 - 3` is a time series whose second data point is missing. */
function series(text: string): Series {
  return text.split(' ').map((each) => (each === '-' ? undefined : Number(each)));
}

function text(value: MathValue): string {
  if (typeof value === 'number') return String(value);
  return (value as readonly (number | undefined | Series)[])
    .map((each) => (Array.isArray(each) ? `[${text(each as Series)}]` : String(each ?? '-')))
    .join(' ');
}

function evaluated(expression: string, metrics: Readonly<Record<string, string>>): string {
  const all = new Map(Object.entries(metrics).map(([id, values]) => [id, series(values)]));
  const length = [...all.values()][0]?.length ?? 3;
  return text(
    evaluateExpression(readExpression(expression), {
      metrics: all,
      results: new Map(),
      length,
      periodSeconds: 60,
    }),
  );
}

/** The tables of "Using math expressions with CloudWatch metrics", as AWS prints them. */
describe('the examples of AWS', () => {
  test.each([
    ['metric1 < metric2', '0 0 1 0'],
    ['metric1 >= 30', '1 0 0 0'],
    ['metric1 > 15 AND metric2 > 15', '1 0 0 0'],
    ['metric1 > 15 && metric2 > 15', '1 0 0 0'],
  ])('%s is %s', (expression, expected) => {
    expect(evaluated(expression, { metric1: '30 20 0 0', metric2: '20 - 20 -' })).toBe(expected);
  });

  test.each([
    ['IF(metric1, metric2, metric3)', '30 0 20 - -'],
    ['IF(metric1, 5, metric3)', '5 5 20 - -'],
    ['IF(metric1, metric2, 5)', '30 0 5 5 -'],
  ])('%s is %s', (expression, expected) => {
    const metrics = { metric1: '1 1 0 0 -', metric2: '30 - 0 0 30', metric3: '0 0 20 - 20' };
    expect(evaluated(expression, metrics)).toBe(expected);
  });
});

const metrics = { m1: '10 0 - 4', m2: '5 0 2 -' };

test.each([
  ['m1 + m2', '15 0 2 4'],
  ['m1 - m2', '5 0 -2 4'],
  ['m1 * m2', '50 0 0 0'],
  // 10/5; 0/0 is dropped; a missing m1 is 0; a missing m2 is 0, so that the data point is dropped.
  ['m1 / m2', '2 - 0 -'],
  ['100 * m1 / m2', '200 - 0 -'],
  ['1 + 2 * 3 - m1', '-3 7 - 3'],
  ['(1 + 2) * m1', '30 0 - 12'],
  ['-m1', '-10 0 - -4'],
  ['m1 ^ 2', '100 0 - 16'],
  ['m1 != 0 || m2 == 2', '1 0 1 1'],
  ['IF(m1 > 3, 1, 0)', '1 0 - 1'],
  ['IF(m1 > 3, m2)', '5 - - 0'],
  ['FILL(m1, 7)', '10 0 7 4'],
  ['FILL(m1, REPEAT)', '10 0 0 4'],
  ['FILL(m1, LINEAR)', '10 0 2 4'],
  ['FILL(m2, LINEAR)', '5 0 2 -'],
  ['FILL(m1, m2)', '10 0 2 4'],
  ['SUM([m1, m2])', '15 0 2 4'],
  ['AVG([m1, m2])', '7.5 0 1 2'],
  ['MIN([m1, m2])', '5 0 2 4'],
  ['MAX([m1, m2])', '10 0 2 4'],
  ['SUM(METRICS())', '15 0 2 4'],
  ['SUM(METRICS("m2"))', '5 0 2 -'],
  ['SUM(m1)', '14'],
  ['AVG(m1) * m2', '23.333333333333336 0 9.333333333333334 -'],
  ['MAX(m1) - MIN(m1)', '10'],
  ['m1 * DATAPOINT_COUNT(m1)', '30 0 - 12'],
  ['METRIC_COUNT(METRICS())', '2'],
  ['SUM(100 / [m1, m2])', '30 - 50 25'],
  ['[m1, m2] * 2', '[20 0 - 8] [10 0 4 -]'],
  // Per second: (0 − 10) / 60 s, and (4 − 0) over two periods.
  ['RATE(m1) * 60', '- -10 - 2'],
  ['DIFF(m1)', '- -10 - 4'],
  ['m1 / PERIOD(m1) * 60', '10 0 - 4'],
  ['TIME_SERIES(3)', '3 3 3 3'],
  ['ABS(0 - m1)', '10 0 - 4'],
  ['CEIL(m1 / 3)', '4 0 - 2'],
  ['FLOOR(m1 / 3)', '3 0 - 1'],
])('%s is %s', (expression, expected) => {
  expect(evaluated(expression, metrics)).toBe(expected);
});

test('a scalar of a time series without data points drops what is calculated with it', () => {
  expect(evaluated('m1 + MAX(m2)', { m1: '1 2', m2: '- -' })).toBe('- -');
  expect(evaluated('m1 * DATAPOINT_COUNT(m2)', { m1: '1 2', m2: '- -' })).toBe('0 0');
});

test('SERVICE_QUOTA is the quota of a metric, in each period', () => {
  const used = series('40 - 90');
  const known = { metrics: new Map([['used', used]]), results: new Map(), length: 3, periodSeconds: 60 };
  const percent = readExpression('used / SERVICE_QUOTA(used) * 100');

  expect(evaluateExpression(percent, { ...known, quotas: new Map([['used', 50]]) })).toEqual([80, 0, 180]);
  expect(text(evaluateExpression(percent, known))).toBe('- - -');
  expect(quotaIdsIn(percent)).toEqual(['used']);
  expect(quotaIdsIn(readExpression('MAX([-SERVICE_QUOTA(a), b])'))).toEqual(['a']);
});

test.each([
  ['SEARCH("{AWS/EC2,InstanceId} CPU", "Average", 300)', /uses SEARCH: you cannot create an alarm/],
  ['ANOMALY_DETECTION_BAND(m1)', /uses ANOMALY_DETECTION_BAND/],
  ['SQRT(m1)', /uses SQRT, which the simulator does not calculate: it knows ABS/],
  ['m1 +', /has no operand at position 5/],
  ['m1 m2', /has no operator or end at position 4/],
  ['(m1', /has no \)/],
  ['[m1', /has no \]/],
  ['', /has no operand at position 1/],
])('%j is refused', (expression, message) => {
  expect(() => readExpression(expression)).toThrow(message);
});

test.each([
  ['m7', /uses m7, which is neither a metric nor an expression/],
  ['[m1] + [m2]', /combines two arrays/],
  ['SUM(3)', /SUM of its expression needs a time series/],
  ['FILL(m1)', /does not say what it fills with/],
  ['FILL(m1, LAST)', /fills with LAST; AWS knows REPEAT and LINEAR/],
  ['REPEAT', /has REPEAT where a value belongs/],
  ['"text"', /has "text" where a value belongs/],
  ['[1, m1]', /has a number in it/],
  ['METRIC_COUNT(m1)', /needs an array/],
  ['TIME_SERIES(m1)', /needs a number/],
  ['SERVICE_QUOTA(3)', /SERVICE_QUOTA of its expression needs the id of a metric/],
  ['IF([m1, m2], 1)', /and no array/],
])('%s has no value', (expression, message) => {
  expect(() => evaluated(expression, metrics)).toThrow(message);
});

test('an expression says which ids it uses', () => {
  expect(idsIn(readExpression('IF(m1 > 3, -m2, [m1, e3])'), ['m1', 'm2'])).toEqual(['m1', 'm2', 'e3']);
  expect(idsIn(readExpression('SUM(METRICS())'), ['m1', 'm2'])).toEqual(['m1', 'm2']);
});
