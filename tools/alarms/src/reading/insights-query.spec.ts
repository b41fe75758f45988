import { metricText } from '../model/metric';
import { statisticText } from '../model/statistic';
import { isInsightsQuery, readInsightsQuery } from './insights-query';

test.each([
  [
    `SELECT MAX(Lag) FROM SCHEMA("AWS/EFS", Destination, FileSystemId) WHERE FileSystemId = 'fs-1'`,
    'Maximum of AWS/EFS Lag {Destination=*, FileSystemId=fs-1}',
  ],
  [
    `SELECT SUM("mem used") FROM SCHEMA(Custom, A, B) WHERE A = 'a' AND B='\${contract/key}'`,
    'Sum of Custom mem used {A=a, B=${contract/key}}',
  ],
  ['SELECT AVG(Errors) FROM SCHEMA("AWS/Lambda")', 'Average of AWS/Lambda Errors {}'],
  ['SELECT MIN(x) FROM SCHEMA("AWS/X", A)', 'Minimum of AWS/X x {A=*}'],
  ['SELECT COUNT(x) FROM SCHEMA("AWS/X", A)', 'SampleCount of AWS/X x {A=*}'],
])('%s is one metric', (text, expected) => {
  const { metric, statistic } = readInsightsQuery('q1', text);

  expect(`${statisticText(statistic)} of ${metricText(metric)}`).toBe(expected);
});

test.each([
  ['SELECT AVG(x) FROM "AWS/X"', /the query q1 .* has no SCHEMA at position 20/],
  ['SELECT P99(x) FROM SCHEMA("AWS/X")', /has no function/],
  [`SELECT AVG(x) FROM SCHEMA("AWS/X", A) WHERE B = 'b'`, /has no dimension B in its schema/],
  [`SELECT AVG(x) FROM SCHEMA("AWS/X", A) WHERE A != 'b'`, /has no =/],
  [`SELECT AVG(x) FROM SCHEMA("AWS/X", A) WHERE A = "b"`, /has no value/],
  [`SELECT AVG(x) FROM SCHEMA("AWS/X", A) GROUP BY A`, /has no AND or end/],
])('%s is refused', (text, message) => {
  expect(() => readInsightsQuery('q1', text)).toThrow(message);
});

test.each([
  ['SELECT AVG(x) FROM SCHEMA(y)', true],
  [' select MAX(x)', true],
  ['SELECTED + 1', false],
  ['MAX([m1, m2])', false],
])('%s is a query: %s', (text, expected) => {
  expect(isInsightsQuery(text)).toBe(expected);
});
