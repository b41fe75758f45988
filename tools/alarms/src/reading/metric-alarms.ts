import { z } from 'zod';
import { type MetricAlarm, type MetricQuery, missingDataTreatments } from '../model/alarms';
import { type Comparison, comparisons } from '../model/comparisons';
import { highResolutionPeriods, longestLookBackSeconds } from '../model/facts-of-aws';
import { statisticOf } from '../model/statistic';
import { Unfit } from '@bulkhead/errors';
import { commonOf, commonProperties } from './actions';
import { type Located } from './located';
import { queriesOf, querySchema } from './metric-queries';
import { deployedText, dimensionList, number, propertiesOf, wholeNumber } from './properties';

/** Operators for the band of an anomaly detector, which only AWS knows. */
const bandOperators: readonly string[] = [
  'LessThanLowerOrGreaterThanUpperThreshold',
  'LessThanLowerThreshold',
  'GreaterThanUpperThreshold',
];

const atLeastOne = wholeNumber.pipe(z.number().min(1, { error: 'is less than 1' }));

const alarmSchema = z.strictObject({
  ...commonProperties,
  ComparisonOperator: z.string(),
  DatapointsToAlarm: atLeastOne.optional(),
  Dimensions: dimensionList,
  EvaluateLowSampleCountPercentile: z.enum(['evaluate', 'ignore']).default('evaluate'),
  EvaluationPeriods: atLeastOne,
  ExtendedStatistic: z.string().optional(),
  MetricName: deployedText.optional(),
  Metrics: z.array(querySchema).optional(),
  Namespace: deployedText.optional(),
  Period: wholeNumber.optional(),
  Statistic: z.string().optional(),
  Threshold: number,
  TreatMissingData: z.enum(missingDataTreatments).optional(),
});

type AlarmProperties = z.infer<typeof alarmSchema>;

/**
 * Reads an alarm on a metric or an expression, of either engine.
 *
 * @throws Unfit if PutMetricAlarm would refuse it, or if it has something that the simulator does not know
 */
export function readMetricAlarm(located: Located): MetricAlarm {
  const properties = propertiesOf(alarmSchema, located.resource.properties);
  const { queries, watched, periodSeconds } = properties.Metrics
    ? queriesOf(properties.Metrics, located)
    : ownMetric(properties, located);
  const alarm: MetricAlarm = {
    ...commonOf(located, properties),
    type: 'metric',
    queries,
    watched,
    periodSeconds,
    evaluationPeriods: properties.EvaluationPeriods,
    datapointsToAlarm: properties.DatapointsToAlarm ?? properties.EvaluationPeriods,
    threshold: properties.Threshold,
    comparison: comparisonOf(properties),
    missingData: properties.TreatMissingData ?? defaultTreatment(queries),
    lowSamples: properties.EvaluateLowSampleCountPercentile,
  };
  requireTimes(alarm);
  return alarm;
}

function ownMetric(properties: AlarmProperties, { text }: Located) {
  const { Namespace, MetricName, Period, Statistic, ExtendedStatistic } = properties;
  const statistic = Statistic ?? ExtendedStatistic;
  if (Namespace === undefined || MetricName === undefined)
    throw new Unfit('it has neither a metric nor Metrics');
  if (statistic === undefined || (Statistic && ExtendedStatistic))
    throw new Unfit('it needs either Statistic or ExtendedStatistic');
  if (Period === undefined) throw new Unfit('it has no Period');
  const query: MetricQuery = {
    type: 'metric',
    id: 'm1',
    metric: {
      namespace: text(Namespace),
      name: text(MetricName),
      dimensions: Object.fromEntries(properties.Dimensions.map(({ Name, Value }) => [Name, text(Value)])),
    },
    statistic: statisticOf(statistic),
  };
  return { queries: [query], watched: query.id, periodSeconds: Period };
}

function comparisonOf({ ComparisonOperator: operator }: AlarmProperties): Comparison {
  if (bandOperators.includes(operator))
    throw new Unfit(
      `the simulator does not know the band that ${operator} compares with: AWS learns it from data`,
    );
  const found = (Object.keys(comparisons) as Comparison[]).find((each) => each === operator);
  if (!found)
    throw new Unfit(
      `its ComparisonOperator is ${operator}; AWS knows ${Object.keys(comparisons).join(', ')}`,
    );
  return found;
}

/**
 * "The default behavior is missing", and for metrics of DynamoDB, which the presets do not have, ignore: "Alarms that
 * evaluate metrics in the AWS/DynamoDB namespace default to ignore missing data."
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
function defaultTreatment(queries: readonly MetricQuery[]): MetricAlarm['missingData'] {
  const isDynamo = queries.some(
    (query) => query.type === 'metric' && query.metric.namespace === 'AWS/DynamoDB',
  );
  return isDynamo ? 'ignore' : 'missing';
}

/** @throws Unfit for times that PutMetricAlarm refuses */
function requireTimes({ periodSeconds, evaluationPeriods, datapointsToAlarm }: MetricAlarm): void {
  if (!highResolutionPeriods.includes(periodSeconds) && (periodSeconds < 60 || periodSeconds % 60 !== 0))
    throw new Unfit(
      `its period is ${periodSeconds} s; AWS knows ${highResolutionPeriods.join(', ')} and multiples of 60`,
    );
  if (datapointsToAlarm > evaluationPeriods)
    throw new Unfit(`it needs ${datapointsToAlarm} data points of ${evaluationPeriods}`);
  const { withPeriodFrom, long, short } = longestLookBackSeconds;
  const longest = periodSeconds >= withPeriodFrom ? long : short;
  if (periodSeconds * evaluationPeriods > longest)
    throw new Unfit(`it looks back ${periodSeconds * evaluationPeriods} s, and AWS allows ${longest} s`);
}
