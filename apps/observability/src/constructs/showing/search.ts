import { type WatchedMetric } from '../watching/watch';

/** An expression that finds metrics at the time of reading. Dashboards may have one, and alarms may not. */
export interface Search {
  readonly search: string;
}

/** The longest search that CloudWatch accepts, in characters. */
export const longestSearch = 1024;

/** A count that a load balancer reports whenever somebody asks it something. */
const alwaysThere = 'RequestCount';

/**
 * The sum of a metric over everything whose dimensions contain the given words. Words between other characters have to
 * follow each other: `app/bulkhead-prod-app` finds `app/bulkhead-prod-app/50dc6c495c0c9188`, and nothing of
 * `bulkhead-prod-2`.
 *
 * A search finds only what reported within two weeks, and `FILL` does not fill what was not found. A region without
 * errors for that long has no metric of them. So the sum of a load balancer's count is searched for together with the
 * requests, which are subtracted again.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/search-expression-syntax.html
 *
 * @param metric dimensions with an empty value may have any value
 * @throws RangeError if CloudWatch would refuse the search because of its length
 */
export function searched(metric: WatchedMetric): Search {
  const isCount = metric.namespace === 'AWS/ApplicationELB' && metric.statistic === 'Sum';
  const search =
    isCount && metric.name !== alwaysThere
      ? `FILL(${sumOf(metric, [metric.name, alwaysThere])}, 0) - FILL(${sumOf(metric, [alwaysThere])}, 0)`
      : sumOf(metric, [metric.name]);
  return { search };
}

function sumOf({ namespace, dimensions, statistic }: WatchedMetric, names: readonly string[]): string {
  const schema = [namespace, ...Object.keys(dimensions)].join(',');
  const having = Object.entries(dimensions).flatMap(([name, words]) => (words ? [`${name}=${words}`] : []));
  const named = names.map((name) => `MetricName="${name}"`).join(' OR ');
  const query = [`{${schema}}`, ...having, names.length > 1 ? `(${named})` : named].join(' ');
  if (query.length > longestSearch) throw new RangeError(`CloudWatch refuses a search as long as ${query}.`);
  return `SUM(SEARCH('${query}', '${statistic}'))`;
}
