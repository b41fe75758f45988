import { z } from 'zod';
import { evaluateExpression } from '../metric-math/evaluate-expression';
import { idsIn, quotaIdsIn, readExpression } from '../metric-math/math-expression';
import { isSeries, type MathValue, type Series } from '../metric-math/math-value';
import { type MetricQuery } from '../model/alarms';
import { mostMetricsOfAlarm } from '../model/facts-of-aws';
import { statisticOf } from '../model/statistic';
import { Unfit } from '@bulkhead/errors';
import { isInsightsQuery, readInsightsQuery } from './insights-query';
import { type Located } from './located';
import { boolean, deployedText, dimensionList, wholeNumber } from './properties';

const metricStatSchema = z.strictObject({
  Metric: z.strictObject({ Namespace: deployedText, MetricName: deployedText, Dimensions: dimensionList }),
  Period: wholeNumber,
  Stat: z.string(),
});

export const querySchema = z.strictObject({
  Id: z.string().regex(/^[a-z][A-Za-z0-9_]*$/, { error: 'does not begin with a small letter' }),
  Expression: deployedText.optional(),
  Label: z.unknown().optional(),
  MetricStat: metricStatSchema.optional(),
  Period: wholeNumber.optional(),
  ReturnData: boolean.optional(),
});

type QueryProperties = z.infer<typeof querySchema>;

interface Queries {
  /** In an order in which no expression uses a later one. */
  readonly queries: readonly MetricQuery[];
  readonly watched: string;
  readonly periodSeconds: number;
}

/**
 * The metrics, queries and expressions of an alarm. "Alarms on math expressions", of the page "Using Amazon CloudWatch alarms".
 *
 * @throws Unfit if they are not one time series of metrics with one period
 */
export function queriesOf(all: readonly QueryProperties[], located: Located): Queries {
  const read = all.map((query) => queryOf(query, located));
  const metrics = read.filter(({ type }) => type === 'metric');
  if (metrics.length === 0) throw new Unfit('none of its Metrics is a metric');
  if (metrics.length > mostMetricsOfAlarm)
    throw new Unfit(`it has ${metrics.length} metrics, and AWS allows ${mostMetricsOfAlarm}`);
  const repeated = all.find(({ Id }, index) => all.findIndex((each) => each.Id === Id) !== index);
  if (repeated) throw new Unfit(`two of its Metrics have the id ${repeated.Id}`);
  const periods = new Set([
    ...all.flatMap(({ MetricStat }) => MetricStat?.Period ?? []),
    ...all.flatMap(({ Period }) => Period ?? []),
  ]);
  const [periodSeconds = 0, ...others] = periods;
  if (others.length > 0)
    throw new Unfit(`its metrics have the periods ${[...periods].join(', ')} s; AWS allows one`);
  const queries = inOrder(read);
  requireUsage(queries);
  const watched = watchedOf(all, located);
  requireSeries(queries, watched, periodSeconds);
  return { queries, watched, periodSeconds };
}

function queryOf({ Id, Expression, MetricStat }: QueryProperties, { text }: Located): MetricQuery {
  if (Expression !== undefined && MetricStat) throw new Unfit(`${Id} is both a metric and an expression`);
  if (MetricStat) {
    const { Metric, Stat } = MetricStat;
    return {
      type: 'metric',
      id: Id,
      metric: {
        namespace: text(Metric.Namespace),
        name: text(Metric.MetricName),
        dimensions: Object.fromEntries(Metric.Dimensions.map(({ Name, Value }) => [Name, text(Value)])),
      },
      statistic: statisticOf(Stat),
    };
  }
  if (Expression === undefined) throw new Unfit(`${Id} is neither a metric nor an expression`);
  const expression = text(Expression);
  return isInsightsQuery(expression)
    ? readInsightsQuery(Id, expression)
    : { type: 'expression', id: Id, expression: readExpression(expression) };
}

/**
 * The id whose result is the alarm's. Without a word, a query returns data in CloudFormation, and returns none in
 * Terraform.
 */
function watchedOf(all: readonly QueryProperties[], { of }: Located): string {
  const otherwise = of.engine === 'cdk';
  const returned = all.filter(({ ReturnData = otherwise }) => ReturnData);
  const [watched] = returned;
  if (!watched || returned.length > 1)
    throw new Unfit(`${returned.length} of its Metrics return data; AWS wants exactly one`);
  return watched.Id;
}

/** @throws Unfit for an expression that uses itself, or an id that nothing has */
function inOrder(queries: readonly MetricQuery[]): MetricQuery[] {
  const metricIds = queries.flatMap(({ type, id }) => (type === 'metric' ? [id] : []));
  const ordered: MetricQuery[] = [];
  const visit = (query: MetricQuery, above: readonly string[]) => {
    if (ordered.includes(query)) return;
    if (above.includes(query.id)) throw new Unfit(`its expression ${query.id} uses itself`);
    for (const id of query.type === 'expression' ? idsIn(query.expression, metricIds) : []) {
      const used = queries.find((each) => each.id === id);
      if (!used) throw new Unfit(`its expression ${query.id} uses ${id}, which none of its Metrics is`);
      visit(used, [...above, query.id]);
    }
    ordered.push(query);
  };
  for (const query of queries) visit(query, []);
  return ordered;
}

/**
 * Only metrics of use have a quota: "CloudWatch usage metrics", of the CloudWatch User Guide.
 *
 * @throws Unfit if SERVICE_QUOTA is asked of another one
 */
function requireUsage(queries: readonly MetricQuery[]): void {
  const ids = queries.flatMap((query) => (query.type === 'expression' ? quotaIdsIn(query.expression) : []));
  for (const query of queries) {
    if (query.type === 'metric' && ids.includes(query.id) && query.metric.namespace !== 'AWS/Usage')
      throw new Unfit(`it asks SERVICE_QUOTA of ${query.id}, and only metrics of AWS/Usage have a quota`);
  }
}

/** @throws Unfit if what the alarm watches is a number or an array: "an alarm can watch only one time series" */
function requireSeries(queries: readonly MetricQuery[], watched: string, periodSeconds: number): void {
  const series: Series = [1, 1];
  const metrics = new Map(
    queries.flatMap(({ type, id }) => (type === 'metric' ? [[id, series] as const] : [])),
  );
  const results = new Map<string, MathValue>();
  for (const query of queries) {
    if (query.type === 'expression')
      results.set(
        query.id,
        evaluateExpression(query.expression, { metrics, results, length: 2, periodSeconds }),
      );
  }
  const value = metrics.get(watched) ?? results.get(watched);
  if (value === undefined || !isSeries(value))
    throw new Unfit(`its ${watched} is no single time series, which an alarm has to watch`);
}
