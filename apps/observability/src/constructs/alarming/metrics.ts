import { type IMetric, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import { isCalculation, type Watch, type WatchedMetric } from '../watching/watch';

/** The number of a watch, as CDK writes it into alarms and dashboards. */
export function metricOf({ number, periodSeconds, shows }: Watch): Metric | MathExpression {
  const period = Duration.seconds(periodSeconds);
  // Without a label: an alarm on a labelled metric is written as an expression.
  const metric = ({ namespace, name, dimensions, statistic }: WatchedMetric): Metric =>
    new Metric({ namespace, metricName: name, dimensionsMap: dimensions, statistic, period });
  if (!isCalculation(number)) return metric(number);
  const { expression, using } = number;
  const usingMetrics: Record<string, IMetric> = Object.fromEntries(
    Object.entries(using).map(([id, each]) => [id, metric(each)]),
  );
  return new MathExpression({ expression, usingMetrics, period, label: shows });
}
