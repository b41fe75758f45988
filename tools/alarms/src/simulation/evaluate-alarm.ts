import { evaluateExpression } from '../metric-math/evaluate-expression';
import { isSeries, type MathValue, type Series } from '../metric-math/math-value';
import { type AlarmState } from '../model/alarm-state';
import { type MetricAlarm, type MetricQuery } from '../model/alarms';
import {
  daySeconds,
  evaluationSeconds,
  extraDataPoints,
  multiDayEvaluationSeconds,
  significantSamples,
} from '../model/facts-of-aws';
import { type MetricData, type MetricSamples } from './metric-data';
import { stateOfPoints } from './state-of-points';
import { statisticOfSamples } from './statistic-of';

/** How often an alarm is evaluated, in seconds. */
export function evaluatedEvery({ periodSeconds, evaluationPeriods }: MetricAlarm): number {
  if (periodSeconds * evaluationPeriods > daySeconds) return multiDayEvaluationSeconds;
  return periodSeconds < evaluationSeconds.standard
    ? evaluationSeconds.highResolution
    : evaluationSeconds.standard;
}

/** The evaluations of one alarm, in order of time. */
export class AlarmEvaluation {
  private readonly queries: readonly (MetricPoints | Extract<MetricQuery, { type: 'expression' }>)[];

  constructor(
    private readonly alarm: MetricAlarm,
    data: MetricData,
  ) {
    this.queries = alarm.queries.map((query) =>
      query.type === 'metric' ? new MetricPoints(query, alarm, data) : query,
    );
  }

  /** The state of the alarm that is evaluated at a second. */
  at(second: number, before: AlarmState): AlarmState {
    if (this.hasTooFewSamples(second)) return before;
    return stateOfPoints(this.alarm, this.points(second), before);
  }

  /** The data points of the evaluation range that ends at a second, the oldest first. */
  private points(second: number): Series {
    const { watched, address, periodSeconds } = this.alarm;
    const metrics = new Map<string, Series>();
    const results = new Map<string, MathValue>();
    for (const query of this.queries) {
      if (query instanceof MetricPoints) metrics.set(query.id, query.until(second));
      else {
        const known = { metrics, results, length: rangeOf(this.alarm), periodSeconds };
        results.set(query.id, evaluateExpression(query.expression, known));
      }
    }
    const points = metrics.get(watched) ?? results.get(watched);
    // Reading an alarm has made sure of it.
    if (points === undefined || !isSeries(points)) throw new RangeError(`${address} watches no time series.`);
    return points;
  }

  /**
   * "If you specify ignore, the alarm state does not change during periods with too few data points to be statistically
   * significant." PutMetricAlarm, EvaluateLowSampleCountPercentile, of the CloudWatch API Reference.
   */
  private hasTooFewSamples(second: number): boolean {
    if (this.alarm.lowSamples === 'evaluate') return false;
    const watched = this.queries.find(({ id }) => id === this.alarm.watched);
    return watched instanceof MetricPoints && watched.isInsignificant(second);
  }
}

/** How many data points an alarm retrieves. */
function rangeOf({ evaluationPeriods }: MetricAlarm): number {
  return evaluationPeriods + extraDataPoints;
}

/** The data points of one metric of an alarm. A data point is calculated once, though an alarm looks at it often. */
class MetricPoints {
  readonly id: string;
  private readonly samples: MetricSamples;
  /** By the second at which the period ends. */
  private readonly known = new Map<number, number | undefined>();

  constructor(
    private readonly query: Extract<MetricQuery, { type: 'metric' }>,
    private readonly alarm: MetricAlarm,
    data: MetricData,
  ) {
    this.id = query.id;
    this.samples = data.of(alarm.role, query.metric);
  }

  /** The data points of the evaluation range that ends at a second, the oldest first. */
  until(second: number): Series {
    const { periodSeconds } = this.alarm;
    const length = rangeOf(this.alarm);
    const first = second - (length - 1) * periodSeconds;
    // No evaluation looks back again at what has left the range.
    for (const end of this.known.keys()) {
      if (end >= first) break;
      this.known.delete(end);
    }
    return Array.from({ length }, (_, index) => this.endingAt(first + index * periodSeconds));
  }

  /** Whether the evaluated periods have too few samples for a percentile to say something. */
  isInsignificant(second: number): boolean {
    const { statistic } = this.query;
    if (statistic.type !== 'percentile') return false;
    const { evaluationPeriods, periodSeconds } = this.alarm;
    const samples = this.samples.between(second - evaluationPeriods * periodSeconds, second);
    return samples.length < significantSamples(statistic.percent);
  }

  private endingAt(end: number): number | undefined {
    if (!this.known.has(end)) {
      const samples = this.samples.between(end - this.alarm.periodSeconds, end);
      this.known.set(end, statisticOfSamples(this.query.statistic, samples));
    }
    return this.known.get(end);
  }
}
