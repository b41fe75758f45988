import { z } from 'zod';

/** What a metric, or an expression, says of how it is shown. */
const rendering = z.object({
  label: z.string().optional(),
  expression: z.string().optional(),
  visible: z.boolean().optional(),
});

/**
 * The parts of a widget that a picture shows.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
const place = {
  x: z.int().min(0),
  y: z.int().min(0),
  width: z.int().min(1).max(24),
  height: z.int().min(1),
};
const widget = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), ...place, properties: z.object({ markdown: z.string() }) }),
  z.object({
    type: z.literal('alarm'),
    ...place,
    properties: z.object({ title: z.string(), alarms: z.array(z.string()).min(1) }),
  }),
  z.object({
    type: z.literal('metric'),
    ...place,
    properties: z.object({
      title: z.string(),
      view: z.enum(['timeSeries', 'singleValue']),
      start: z.string().optional(),
      metrics: z.array(z.array(z.union([z.string(), rendering]))).min(1),
      annotations: z
        .object({ horizontal: z.array(z.object({ value: z.number(), label: z.string() })).optional() })
        .optional(),
    }),
  }),
]);

/** The body of a dashboard. */
export const dashboardBody = z.object({ start: z.string().optional(), widgets: z.array(widget).min(1) });

export type Dashboard = z.infer<typeof dashboardBody>;
export type Widget = Dashboard['widgets'][number];
export type AlarmWidget = Extract<Widget, { type: 'alarm' }>;
export type MetricWidget = Extract<Widget, { type: 'metric' }>;
export type TextWidget = Extract<Widget, { type: 'text' }>;

/** The labels of what a widget shows, in their order. */
export function labelsOf({ properties: { metrics } }: MetricWidget): string[] {
  return metrics.flatMap((row) => {
    const shown = row.find((each) => typeof each === 'object');
    if (shown?.visible === false) return [];
    // Without a label, CloudWatch shows the name of the metric.
    const name = row.filter((each) => typeof each === 'string')[1];
    return [shown?.label ?? name ?? shown?.expression ?? ''];
  });
}
