import { z } from 'zod';
import { readPattern, requireFieldOf } from '../filter-pattern/filter-pattern';
import { type MetricFilter, type Transformation } from '../model/alarms';
import { mostFilterDimensions } from '../model/facts-of-aws';
import { Unfit } from '@bulkhead/errors';
import { type Located } from './located';
import { deployedText, number, propertiesOf } from './properties';

const transformationSchema = z.strictObject({
  MetricName: deployedText,
  MetricNamespace: deployedText,
  MetricValue: z.union([z.string(), z.number()]),
  DefaultValue: number.optional(),
  Dimensions: z.array(z.strictObject({ Key: z.string(), Value: z.string() })).default([]),
  Unit: z.unknown().optional(),
});

const filterSchema = z.strictObject({
  FilterName: z.unknown().optional(),
  FilterPattern: deployedText,
  LogGroupName: deployedText,
  MetricTransformations: z.array(transformationSchema).min(1, { error: 'is empty' }),
});

/**
 * Reads a metric filter, of either engine.
 *
 * @throws Unfit if PutMetricFilter would refuse it
 */
export function readMetricFilter(located: Located): MetricFilter {
  const { stack, address, role, region, resource, text } = located;
  const properties = propertiesOf(filterSchema, resource.properties);
  const pattern = readPattern(text(properties.FilterPattern));
  const transformations = properties.MetricTransformations.map((each): Transformation => {
    const dimensions = Object.fromEntries(each.Dimensions.map(({ Key, Value }) => [Key, Value]));
    const value = valueOf(String(each.MetricValue));
    const fields = [...Object.values(dimensions), ...(typeof value === 'string' ? [value] : [])];
    for (const field of fields) requireFieldOf(pattern, field);
    if (each.Dimensions.length > mostFilterDimensions)
      throw new Unfit(`it has ${each.Dimensions.length} dimensions, and AWS allows ${mostFilterDimensions}`);
    // "If you assign dimensions to metrics that metric filters generate, you can't specify default values."
    if (each.Dimensions.length > 0 && each.DefaultValue !== undefined)
      throw new Unfit('it has dimensions and a default value, which AWS does not allow together');
    return {
      namespace: text(each.MetricNamespace),
      name: text(each.MetricName),
      value,
      ...(each.DefaultValue !== undefined && { defaultValue: each.DefaultValue }),
      dimensions,
    };
  });
  return { stack, address, role, region, logGroup: text(properties.LogGroupName), pattern, transformations };
}

/** A number, or a field that begins with a dollar sign. */
function valueOf(text: string): number | string {
  if (text.startsWith('$')) return text;
  if (text.trim() === '' || Number.isNaN(Number(text)))
    throw new Unfit(`its metric value ${text} is neither a number nor a field such as $.latency`);
  return Number(text);
}
