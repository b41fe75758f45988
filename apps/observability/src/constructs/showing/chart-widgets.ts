import {
  GraphWidget,
  type IMetric,
  type IWidget,
  MathExpression,
  Metric,
  SingleValueWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import { type Chart, type ShownNumber } from './chart';

/** Two columns of a dashboard, which is 24 units wide. */
export const columnWidth = 12;
const heights = { newest: 3, graph: 5 } as const;

/** The widgets of a chart: its newest values if the chart shows them, and a graph. */
export function chartWidgets(chart: Chart): IWidget[] {
  const { title, region, days, numbers, limit, showsNewest = false } = chart;
  const period = Duration.seconds(chart.periodSeconds);
  const metrics = Object.entries(numbers).map(([label, number]) => shownMetric(number, period, label));
  const common = { title, region, width: columnWidth, ...(days !== undefined && { start: `-P${days}D` }) };
  const graph = new GraphWidget({
    ...common,
    height: heights.graph,
    left: metrics,
    leftYAxis: { showUnits: false },
    ...(limit && { leftAnnotations: [{ value: limit.value, label: limit.means }] }),
  });
  if (!showsNewest) return [graph];
  return [new SingleValueWidget({ ...common, height: heights.newest, metrics }), graph];
}

function shownMetric(number: ShownNumber, period: Duration, label?: string): IMetric {
  if ('search' in number) return new MathExpression({ expression: number.search, period, label });
  if ('expression' in number) {
    const using = Object.entries(number.using).map(([id, each]) => [id, shownMetric(each, period)]);
    return new MathExpression({
      expression: number.expression,
      usingMetrics: Object.fromEntries(using) as Record<string, IMetric>,
      period,
      label,
    });
  }
  const { namespace, name, dimensions, statistic } = number;
  return new Metric({ namespace, metricName: name, dimensionsMap: dimensions, statistic, period, label });
}
