import { evaluateExpression } from '../metric-math/evaluate-expression';
import { isSeries, type MathValue, type Series } from '../metric-math/math-value';
import { type AlarmState } from '../model/alarm-state';
import { type MetricAlarm } from '../model/alarms';
import {
  daySeconds,
  evaluationSeconds,
  extraDataPoints,
  multiDayEvaluationSeconds,
  significantSamples,
} from '../model/facts-of-aws';
import { type MetricData } from './metric-data';
import { stateOfPoints } from './state-of-points';
import { statisticOfSamples } from './statistic-of';

/** How often an alarm is evaluated, in seconds. */
export function evaluatedEvery({ periodSeconds, evaluationPeriods }: MetricAlarm): number {
  if (periodSeconds * evaluationPeriods > daySeconds) return multiDayEvaluationSeconds;
  return periodSeconds < evaluationSeconds.standard
    ? evaluationSeconds.highResolution
    : evaluationSeconds.standard;
}

/** The state of an alarm that is evaluated at a second. */
export function evaluateAlarm(
  alarm: MetricAlarm,
  data: MetricData,
  second: number,
  before: AlarmState,
): AlarmState {
  if (hasTooFewSamples(alarm, data, second)) return before;
  return stateOfPoints(alarm, pointsOf(alarm, data, second), before);
}

/** The data points of the evaluation range that ends at a second, the oldest first. */
function pointsOf(alarm: MetricAlarm, data: MetricData, second: number): Series {
  const length = alarm.evaluationPeriods + extraDataPoints;
  const { periodSeconds } = alarm;
  const metrics = new Map<string, Series>();
  const results = new Map<string, MathValue>();
  for (const query of alarm.queries) {
    if (query.type === 'expression') {
      const known = { metrics, results, length, periodSeconds };
      results.set(query.id, evaluateExpression(query.expression, known));
      continue;
    }
    const begin = second - length * periodSeconds;
    const points = Array.from({ length }, (_, index) => {
      const from = begin + index * periodSeconds;
      return statisticOfSamples(
        query.statistic,
        data.between(alarm.role, query.metric, from, from + periodSeconds),
      );
    });
    metrics.set(query.id, points);
  }
  const watched = metrics.get(alarm.watched) ?? results.get(alarm.watched);
  // Reading an alarm has made sure of it.
  if (watched === undefined || !isSeries(watched))
    throw new RangeError(`${alarm.address} watches no time series.`);
  return watched;
}

/**
 * "If you specify ignore, the alarm state does not change during periods with too few data points to be statistically
 * significant." PutMetricAlarm, EvaluateLowSampleCountPercentile, of the CloudWatch API Reference.
 */
function hasTooFewSamples(alarm: MetricAlarm, data: MetricData, second: number): boolean {
  const watched = alarm.queries.find(({ id }) => id === alarm.watched);
  if (alarm.lowSamples === 'evaluate' || watched?.type !== 'metric') return false;
  if (watched.statistic.type !== 'percentile') return false;
  const from = second - alarm.evaluationPeriods * alarm.periodSeconds;
  const samples = data.between(alarm.role, watched.metric, from, second);
  return samples.length < significantSamples(watched.statistic.percent);
}
