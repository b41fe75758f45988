import { matchPattern } from '../filter-pattern/filter-pattern';
import { type Alarms, type MetricFilter, type RegionRole, type Transformation } from '../model/alarms';
import { filterSeconds } from '../model/facts-of-aws';
import { type Metric, metricText } from '../model/metric';
import { type BoundScenario } from '../scenario/bound-scenario';
import { drawsOf } from '../scenario/draws';
import { type Slot } from '../scenario/notation';
import { type ScenarioLog } from '../scenario/scenario';
import { matchesText } from '../text/matches-text';
import { type Measure, RunningTotal } from './running-total';

/** Samples at equal distances. */
interface Samples {
  readonly intervalSeconds: number;
  /** The samples that begin at the interval of a number. Before second 0, numbers are negative. */
  readonly at: (index: number) => Slot;
}

const nothing: Slot = [];

/** A window of fewer intervals is added up at once. */
const manyIntervals = 3;

/** The sum of the samples of an interval, if it is the same in every order: that of whole numbers is. */
const wholeSum: Measure = (slot) =>
  slot.every(Number.isSafeInteger) ? slot.reduce((total, each) => total + each, 0) : undefined;

const count: Measure = (slot) => slot.length;

/** The data of one metric. */
export class MetricSamples {
  private readonly totals = new Map<string, RunningTotal>();

  constructor(private readonly all: readonly Samples[]) {}

  /** The samples from a second on, and before another one. */
  between(from: number, until: number): readonly number[] {
    const [only, ...others] = this.all;
    if (only && others.length === 0) {
      const first = Math.ceil(from / only.intervalSeconds);
      if ((first + 1) * only.intervalSeconds >= until)
        return first * only.intervalSeconds < until ? only.at(first) : nothing;
    }
    const found: number[] = [];
    for (const { intervalSeconds, at } of this.all) {
      for (let index = Math.ceil(from / intervalSeconds); index * intervalSeconds < until; index++)
        found.push(...at(index));
    }
    return found;
  }

  /** The sum of these samples; undefined if it has to be added up. */
  sumBetween(from: number, until: number): number | undefined {
    return this.totalBetween('sum', wholeSum, from, until);
  }

  /** The count of these samples; undefined if they have to be counted. */
  countBetween(from: number, until: number): number | undefined {
    return this.totalBetween('count', count, from, until);
  }

  /** The count of these samples that are above a limit and not above another one; undefined if they have to be counted. */
  countWithin(above: number, upTo: number, from: number, until: number): number | undefined {
    const within: Measure = (slot) => slot.filter((each) => each > above && each <= upTo).length;
    return this.totalBetween(`${above} ${upTo}`, within, from, until);
  }

  private totalBetween(name: string, measure: Measure, from: number, until: number): number | undefined {
    const [samples, ...others] = this.all;
    if (!samples || others.length > 0) return undefined;
    const first = Math.ceil(from / samples.intervalSeconds);
    const end = Math.ceil(until / samples.intervalSeconds);
    if (end - first < manyIntervals) return undefined;
    const total = this.totals.get(name) ?? new RunningTotal(samples.at, measure);
    this.totals.set(name, total);
    return total.between(first, end);
  }
}

/** The data of all metrics of a scenario. */
export class MetricData {
  private readonly samples = new Map<string, Samples[]>();
  private readonly metrics = new Map<string, MetricSamples>();
  private readonly quotas = new Map<string, number>();

  /** @param alarms the metric filters that turn logs into metrics */
  constructor(alarms: Pick<Alarms, 'filters'>, scenario: Pick<BoundScenario, 'series' | 'logs' | 'seed'>) {
    for (const { role, metric, intervalSeconds, values, quota } of scenario.series) {
      if (quota !== undefined) this.quotas.set(keyOf(role, metric), quota);
      const draw = drawsOf(scenario.seed ?? 0, keyOf(role, metric));
      this.add(role, metric, {
        intervalSeconds,
        // What was before the scenario was as its first value is, so that a scenario needs no beginning.
        at: (index) => values.at(Math.max(0, index), draw),
      });
    }
    for (const filter of alarms.filters) this.addLogs(filter, scenario.logs);
  }

  of(role: RegionRole, metric: Metric): MetricSamples {
    const key = keyOf(role, metric);
    const found = this.metrics.get(key) ?? new MetricSamples(this.samples.get(key) ?? []);
    this.metrics.set(key, found);
    return found;
  }

  /** What the account may use of what a metric counts; undefined if the scenario does not say. */
  quotaOf(role: RegionRole, metric: Metric): number | undefined {
    return this.quotas.get(keyOf(role, metric));
  }

  private add(role: RegionRole, metric: Metric, samples: Samples): void {
    const key = keyOf(role, metric);
    this.samples.set(key, [...(this.samples.get(key) ?? []), samples]);
  }

  /**
   * "CloudWatch aggregates and reports metric values every minute." A minute without log events has no data point,
   * whatever the default value: that is for events that do not match. "Filter pattern syntax for metric filters":
   * docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html
   */
  private addLogs(filter: MetricFilter, logs: readonly ScenarioLog[]): void {
    const minutes = new Map<number, string[]>();
    for (const { role, logGroup, at, everySeconds, times, lines } of logs) {
      if (role !== filter.role || !matchesText(logGroup, filter.logGroup)) continue;
      for (let time = 0; time < times; time++) {
        const minute = Math.floor((at + time * everySeconds) / filterSeconds);
        minutes.set(minute, [...(minutes.get(minute) ?? []), ...lines]);
      }
    }
    for (const transformation of filter.transformations) this.addTransformed(filter, transformation, minutes);
  }

  private addTransformed(
    { role, pattern }: MetricFilter,
    { namespace, name, value, defaultValue, dimensions }: Transformation,
    minutes: ReadonlyMap<number, readonly string[]>,
  ): void {
    const written = new Map<string, { readonly metric: Metric; readonly slots: Map<number, number[]> }>();
    const write = (minute: number, sample: number, of: Metric['dimensions']) => {
      const metric = { namespace, name, dimensions: of };
      const entry = written.get(metricText(metric)) ?? { metric, slots: new Map<number, number[]>() };
      entry.slots.set(minute, [...(entry.slots.get(minute) ?? []), sample]);
      written.set(metricText(metric), entry);
    };
    for (const [minute, lines] of minutes) {
      const matches = lines.flatMap((line) => matchPattern(pattern, line) ?? []);
      for (const { textOf } of matches) {
        const sample = typeof value === 'number' ? value : Number(textOf(value) ?? NaN);
        const of = Object.entries(dimensions).map(([key, field]) => [key, textOf(field)] as const);
        // An event without the number, or without the value of a dimension, writes nothing.
        if (Number.isNaN(sample) || of.some(([, text]) => text === undefined)) continue;
        write(minute, sample, Object.fromEntries(of) as Metric['dimensions']);
      }
      if (matches.length === 0 && defaultValue !== undefined) write(minute, defaultValue, {});
    }
    for (const { metric, slots } of written.values())
      this.add(role, metric, { intervalSeconds: filterSeconds, at: (index) => slots.get(index) ?? nothing });
  }
}

function keyOf(role: RegionRole, metric: Metric): string {
  return `${role} ${metricText(metric)}`;
}
