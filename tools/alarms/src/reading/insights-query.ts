import { type MetricQuery } from '../model/alarms';
import { type Statistic } from '../model/statistic';
import { Scanner } from '../text/scanner';

/** Whether an expression is a query of Metrics Insights, and no metric math. */
export function isInsightsQuery(expression: string): boolean {
  return /^\s*SELECT\b/i.test(expression);
}

const statistics: Readonly<Record<string, Statistic>> = {
  AVG: { type: 'Average' },
  COUNT: { type: 'SampleCount' },
  MAX: { type: 'Maximum' },
  MIN: { type: 'Minimum' },
  SUM: { type: 'Sum' },
};

/** A name, in double quotes if it has other characters than letters, digits and underscores. */
const name = /"([^"]+)"|([A-Za-z_]\w*)/;

/**
 * Reads `SELECT MAX(Lag) FROM SCHEMA("AWS/X", A, B) WHERE A = 'a'` as one metric with the dimensions of the schema. A
 * dimension that the query leaves open has the value `*`: in AWS, the query is about all metrics with any value of it, and
 * a scenario has one series that stands for them.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-metrics-insights-querylanguage.html
 *
 * @throws Unfit for a query without a schema, for which AWS takes metrics with any dimensions, and for anything besides
 * `=` and `AND`: what would return several time series is no alarm of this simulator. Keywords are in capitals
 */
export function readInsightsQuery(id: string, text: string): Extract<MetricQuery, { type: 'metric' }> {
  const scanner = new Scanner(text, `the query ${id}`);
  const keyword = (each: string) => scanner.word(each) ?? scanner.fail(each);
  const named = (what: string) => {
    const found = scanner.match(name) ?? scanner.fail(what);
    return found[1] ?? found[2] ?? '';
  };

  keyword('SELECT');
  const calculated = scanner.word(...Object.keys(statistics)) ?? scanner.fail('function');
  scanner.expect('(');
  const metricName = named('metric');
  scanner.expect(')');
  keyword('FROM');
  keyword('SCHEMA');
  scanner.expect('(');
  const namespace = named('namespace');
  const dimensions: Record<string, string> = {};
  while (scanner.take(',')) dimensions[named('dimension')] = '*';
  scanner.expect(')');
  if (scanner.word('WHERE')) {
    do {
      const dimension = named('dimension');
      if (!(dimension in dimensions)) scanner.fail(`dimension ${dimension} in its schema`);
      scanner.expect('=');
      const [, value = ''] = scanner.match(/'([^']*)'/) ?? scanner.fail('value');
      dimensions[dimension] = value;
    } while (scanner.word('AND'));
  }
  if (!scanner.atEnd()) scanner.fail('AND or end');
  return {
    type: 'metric',
    id,
    metric: { namespace, name: metricName, dimensions },
    statistic: statistics[calculated] ?? scanner.fail('function'),
  };
}
