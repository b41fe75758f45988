import { evaluateExpression } from '../metric-math/evaluate-expression';
import { isPointwise } from '../metric-math/is-pointwise';
import { type MathExpression } from '../metric-math/math-expression';
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
  /** By the ids of the metrics. */
  private readonly quotas: ReadonlyMap<string, number>;
  /** The watched data points, if each of them is there as soon as its period is over. */
  private readonly watched: Points | undefined;

  constructor(
    private readonly alarm: MetricAlarm,
    data: MetricData,
  ) {
    this.queries = alarm.queries.map((query) =>
      query.type === 'metric' ? new MetricPoints(query, alarm, data) : query,
    );
    this.quotas = new Map(
      alarm.queries.flatMap((query) => {
        const quota = query.type === 'metric' ? data.quotaOf(alarm.role, query.metric) : undefined;
        return quota === undefined ? [] : [[query.id, quota] as const];
      }),
    );
    this.watched = this.watchedPoints();
  }

  private watchedPoints(): Points | undefined {
    const watched = this.queries.find(({ id }) => id === this.alarm.watched);
    if (!watched || watched instanceof MetricPoints) return watched;
    const metrics = this.queries.filter((query) => query instanceof MetricPoints);
    return isPointwise(watched.expression, new Set(metrics.map(({ id }) => id)))
      ? new ExpressionPoints(watched.expression, metrics, this.quotas, this.alarm)
      : undefined;
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
    const { periodSeconds, evaluationPeriods, datapointsToAlarm, comparison, threshold } = this.alarm;
    if (!this.watched) return undefined;
    let breaching = 0;
    for (let period = 0; period < evaluationPeriods; period++) {
      const point = this.watched.endingAt(second - period * periodSeconds);
      if (point === undefined) return undefined;
      if (comparisons[comparison](point, threshold)) breaching++;
    }
    return breaching >= datapointsToAlarm ? 'ALARM' : 'OK';
  }

  /** The data points of the evaluation range that ends at a second, the oldest first. */
  private points(second: number): Series {
    const { watched, address, periodSeconds } = this.alarm;
    if (this.watched) return pointsUntil(this.watched, this.alarm, second);
    const metrics = new Map<string, Series>();
    const results = new Map<string, MathValue>();
    for (const query of this.queries) {
      if (query instanceof MetricPoints) metrics.set(query.id, pointsUntil(query, this.alarm, second));
      else {
        const { quotas } = this;
        const known = { metrics, results, quotas, length: rangeOf(this.alarm), periodSeconds };
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

/** Data points, each by the second at which its period ends. */
interface Points {
  endingAt(end: number): number | undefined;
}

/** The data points of the evaluation range that ends at a second, the oldest first. */
function pointsUntil(points: Points, alarm: MetricAlarm, second: number): Series {
  const length = rangeOf(alarm);
  const first = second - (length - 1) * alarm.periodSeconds;
  return Array.from({ length }, (_, index) => points.endingAt(first + index * alarm.periodSeconds));
}

/**
 * The data points of as many evaluations as an alarm looks back on, each in the place of a former one: a data point is
 * calculated once, though an alarm looks at it often.
 */
class KnownPoints {
  private readonly known: ({ readonly end: number; readonly point: number | undefined } | undefined)[];
  private readonly every: number;

  constructor(
    alarm: MetricAlarm,
    private readonly calculated: (end: number) => number | undefined,
  ) {
    this.every = evaluatedEvery(alarm);
    this.known = Array.from({ length: Math.ceil((rangeOf(alarm) * alarm.periodSeconds) / this.every) + 1 });
  }

  endingAt(end: number): number | undefined {
    const { length } = this.known;
    const place = ((Math.floor(end / this.every) % length) + length) % length;
    const found = this.known[place];
    if (found?.end === end) return found.point;
    const point = this.calculated(end);
    this.known[place] = { end, point };
    return point;
  }
}

/** The data points of an expression, each of which is made of the data points of its own period. */
class ExpressionPoints implements Points {
  private readonly known: KnownPoints;

  constructor(
    private readonly expression: MathExpression,
    private readonly metrics: readonly MetricPoints[],
    private readonly quotas: ReadonlyMap<string, number>,
    private readonly alarm: MetricAlarm,
  ) {
    this.known = new KnownPoints(alarm, (end) => this.calculated(end));
  }

  endingAt(end: number): number | undefined {
    return this.known.endingAt(end);
  }

  private calculated(end: number): number | undefined {
    const metrics = new Map<string, Series>();
    for (const metric of this.metrics) metrics.set(metric.id, [metric.endingAt(end)]);
    const { periodSeconds } = this.alarm;
    const value = evaluateExpression(this.expression, {
      metrics,
      results: new Map(),
      quotas: this.quotas,
      length: 1,
      periodSeconds,
    });
    return isSeries(value) ? value[0] : undefined;
  }
}

/** The data points of one metric of an alarm. */
class MetricPoints implements Points {
  readonly id: string;
  private readonly samples: MetricSamples;
  private readonly known: KnownPoints;

  constructor(
    private readonly query: Extract<MetricQuery, { type: 'metric' }>,
    private readonly alarm: MetricAlarm,
    data: MetricData,
  ) {
    this.id = query.id;
    this.samples = data.of(alarm.role, query.metric);
    this.known = new KnownPoints(alarm, (end) => this.calculated(end));
  }

  /** Whether the evaluated periods have too few samples for a percentile to say something. */
  isInsignificant(second: number): boolean {
    const { statistic } = this.query;
    if (statistic.type !== 'percentile') return false;
    const { evaluationPeriods, periodSeconds } = this.alarm;
    const from = second - evaluationPeriods * periodSeconds;
    const count = this.samples.countBetween(from, second) ?? this.samples.between(from, second).length;
    return count < significantSamples(statistic.percent);
  }

  /** The data point of the period that ends at a second. */
  endingAt(end: number): number | undefined {
    return this.known.endingAt(end);
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
