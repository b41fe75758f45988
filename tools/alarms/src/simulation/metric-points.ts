import { type Statistic } from '../model/statistic';
import { type MetricSamples } from './metric-data';
import { statisticOfSamples } from './statistic-of';

/** How an alarm looks at a metric. */
export interface Look {
  readonly statistic: Statistic;
  readonly periodSeconds: number;
  /** How often data points are asked for. */
  readonly everySeconds: number;
  /** How far back from there. */
  readonly lookBackSeconds: number;
}

/**
 * The data points of one metric. A data point is calculated once, though an alarm looks at it often, and though a
 * scenario is played again with other settings of the alarm.
 */
export class MetricPoints {
  /** By end, in as many places as there are ends; a later end may take the place of a former one. */
  private readonly known: ({ readonly end: number; readonly point: number | undefined } | undefined)[];

  /** @param keptSeconds how long data points are kept */
  constructor(
    private readonly samples: MetricSamples,
    private readonly look: Look,
    keptSeconds: number,
  ) {
    const { everySeconds, lookBackSeconds } = look;
    this.known = Array.from({ length: Math.ceil((keptSeconds + lookBackSeconds) / everySeconds) + 1 });
  }

  /** The data point of the period that ends at a second. */
  endingAt(end: number): number | undefined {
    const { length } = this.known;
    const place = ((Math.floor(end / this.look.everySeconds) % length) + length) % length;
    const found = this.known[place];
    if (found?.end === end) return found.point;
    const point = this.calculated(end);
    this.known[place] = { end, point };
    return point;
  }

  private calculated(end: number): number | undefined {
    const { statistic, periodSeconds } = this.look;
    const from = end - periodSeconds;
    const totals = this.samples.totalsBetween(from, end);
    if (totals) {
      if (totals.count === 0) return undefined;
      if (statistic.type === 'Sum') return totals.sum;
      if (statistic.type === 'Average') return totals.sum / totals.count;
      if (statistic.type === 'SampleCount') return totals.count;
    }
    return statisticOfSamples(statistic, this.samples.between(from, end));
  }
}
