import { evaluateExpression } from '../metric-math/evaluate-expression';
import { isSeries, type MathValue, type Series } from '../metric-math/math-value';
import { type AlarmState } from '../model/alarm-state';
import { type MetricAlarm, type MetricQuery } from '../model/alarms';
import { comparisons } from '../model/comparisons';
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
    return this.stateByRecent(second) ?? stateOfPoints(this.alarm, this.points(second), before);
  }

  /**
   * The state, if none of the most recent data points of a metric is missing: they alone decide then, as
   * `stateOfPoints` says. A month has 43,200 evaluations of each alarm, so that this is worth its lines.
   */
  private stateByRecent(second: number): AlarmState | undefined {
    const { watched, periodSeconds, evaluationPeriods, datapointsToAlarm, comparison, threshold } =
      this.alarm;
    const query = this.queries.length === 1 ? this.queries[0] : undefined;
    if (!(query instanceof MetricPoints) || query.id !== watched) return undefined;
    let breaching = 0;
    for (let period = 0; period < evaluationPeriods; period++) {
      const point = query.endingAt(second - period * periodSeconds);
      if (point === undefined) return undefined;
      if (comparisons[comparison](point, threshold)) breaching++;
    }
    return breaching >= datapointsToAlarm ? 'ALARM' : 'OK';
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
  /** The data points of as many evaluations as an alarm looks back on, each in the place of a former one. */
  private readonly known: ({ readonly end: number; readonly point: number | undefined } | undefined)[];
  private readonly every: number;

  constructor(
    private readonly query: Extract<MetricQuery, { type: 'metric' }>,
    private readonly alarm: MetricAlarm,
    data: MetricData,
  ) {
    this.id = query.id;
    this.samples = data.of(alarm.role, query.metric);
    this.every = evaluatedEvery(alarm);
    this.known = Array.from({ length: Math.ceil((rangeOf(alarm) * alarm.periodSeconds) / this.every) + 1 });
  }

  /** The data points of the evaluation range that ends at a second, the oldest first. */
  until(second: number): Series {
    const { periodSeconds } = this.alarm;
    const length = rangeOf(this.alarm);
    const first = second - (length - 1) * periodSeconds;
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

  /** The data point of the period that ends at a second. */
  endingAt(end: number): number | undefined {
    const { length } = this.known;
    const place = ((Math.floor(end / this.every) % length) + length) % length;
    const found = this.known[place];
    if (found?.end === end) return found.point;
    const point = this.calculated(end);
    this.known[place] = { end, point };
    return point;
  }

  private calculated(end: number): number | undefined {
    const { statistic } = this.query;
    const from = end - this.alarm.periodSeconds;
    const count = this.samples.countBetween(from, end);
    if (count === 0) return undefined;
    if (count !== undefined) {
      const total = this.total(from, end);
      if (statistic.type === 'SampleCount') return count;
      if (total !== undefined && statistic.type === 'Sum') return total;
      if (total !== undefined && statistic.type === 'Average') return total / count;
      if (total !== undefined && statistic.type === 'percentile rank') return (total / count) * 100;
    }
    return statisticOfSamples(statistic, this.samples.between(from, end));
  }

  /** What the statistic adds up over a window; undefined if it adds up nothing, or not in every order. */
  private total(from: number, end: number): number | undefined {
    const { statistic } = this.query;
    if (statistic.type === 'percentile rank')
      return this.samples.countWithin(statistic.above ?? -Infinity, statistic.upTo ?? Infinity, from, end);
    return this.samples.sumBetween(from, end);
  }
}
