import {
  type Alarm,
  alarmKey,
  type Alarms,
  metricsOf,
  quotaMetricsOf,
  type RegionRole,
  watchedBy,
} from '../model/alarms';
import { type Metric, metricText } from '../model/metric';
import { matchesText } from '../text/matches-text';
import {
  type Expectation,
  type Scenario,
  type ScenarioLog,
  type ScenarioSeries,
  unreadable,
} from './scenario';

/** An expectation of one alarm. */
export interface BoundExpectation extends Pick<Expectation, 'states' | 'actions'> {
  /** Key of the alarm. */
  readonly key: string;
}

/** A scenario of the alarms of an environment. */
export interface BoundScenario extends Omit<Scenario, 'expect'> {
  /** Without stars in their dimensions. */
  readonly series: readonly ScenarioSeries[];
  readonly expect: readonly BoundExpectation[];
  /**
   * Keys of the alarms that it has data of or expects something of, and of the composite alarms that watch one of them.
   * All others stay as they were.
   */
  readonly concerned: ReadonlySet<string>;
}

/** What a scenario is for the alarms of an environment. */
export type Fit =
  | {
      readonly type: 'here';
      readonly scenario: BoundScenario;
      /** Paths of the optional parts that are left out. */
      readonly leftOut: readonly string[];
    }
  /** The environment does not have everything that the scenario is about: `missing` says what. */
  | { readonly type: 'elsewhere'; readonly missing: readonly string[] };

/**
 * Finds the alarms, metrics and log groups that a scenario names, if the environment has them.
 *
 * @throws Refusal `UnreadableScenario` if something names several, if two series are one metric, or if nothing is said
 * of a metric of an expected alarm. A metric without data is `_`.
 */
export function fitScenario(alarms: Alarms, scenario: Scenario): Fit {
  return new Binder(alarms, scenario).fit();
}

/**
 * The same for a scenario that is about this environment.
 *
 * @throws Refusal `UnreadableScenario` also if the environment lacks something that the scenario names
 */
export function bindScenario(alarms: Alarms, scenario: Scenario): BoundScenario {
  const fit = fitScenario(alarms, scenario);
  if (fit.type === 'elsewhere') throw unreadable(`Scenario ${scenario.name}`, fit.missing);
  return fit.scenario;
}

class Binder {
  private readonly problems: string[] = [];
  /** What the environment does not have. */
  private readonly missing: string[] = [];
  private readonly leftOut: string[] = [];
  private readonly all: readonly Alarm[];

  constructor(
    private readonly alarms: Alarms,
    private readonly scenario: Scenario,
  ) {
    this.all = [...alarms.alarms.values()];
  }

  fit(): Fit {
    const series = this.series();
    const logs = this.scenario.logs.filter((log, index) => this.isRead(log, index));
    this.requireTopics();
    const written = new Set(series.map(({ role, metric }) => metricKey(role, metric)));
    if (written.size < series.length) this.problems.push('series: two of them are one metric');
    const logged = this.writtenBy(logs);
    const hasData = (role: RegionRole, metric: Metric) =>
      written.has(metricKey(role, metric)) || logged.has(nameKey(role, metric));
    const expect = this.scenario.expect.flatMap((each, index) => this.expectation(each, index, hasData));
    if (this.missing.length > 0) return { type: 'elsewhere', missing: this.missing };
    if (this.problems.length > 0) throw unreadable(`Scenario ${this.scenario.name}`, this.problems);
    const concerned = this.concerned(new Set(expect.map(({ key }) => key)), (alarm) =>
      metricsOf(alarm).some((metric) => hasData(alarm.role, metric)),
    );
    const scenario = { ...this.scenario, series, logs, expect, concerned };
    return { type: 'here', scenario, leftOut: this.leftOut };
  }

  /** The series with the dimensions of the metrics that alarms read. A series that names one metric says all of it. */
  private series(): ScenarioSeries[] {
    const found = this.scenario.series.map((each, index) => this.metricsOf(each, index));
    const named = new Set(found.filter(({ each }) => !each).flatMap((series) => keysOf(series.all)));
    return found.flatMap(({ each, all }) =>
      all.filter(({ role, metric }) => !each || !named.has(metricKey(role, metric))),
    );
  }

  private metricsOf(series: ScenarioSeries, index: number) {
    const { role, metric, each, quota } = series;
    const read = this.all
      .filter((alarm) => alarm.role === role)
      .flatMap(metricsOf)
      .filter(({ namespace }) => namespace === metric.namespace);
    const found = new Map(read.filter((one) => isMeant(metric, one)).map((one) => [metricText(one), one]));
    if (this.isNamed(found.size, series, `series.${index}`)) {
      const texts = [...(found.size > 0 ? found.keys() : new Set(read.map(metricText)))];
      this.note(
        found.size,
        `series.${index}: alarms read ${found.size} metrics that are ${metricKey(role, metric)}. They read: ${texts.join('; ') || `nothing of ${metric.namespace} there`}`,
      );
    }
    const compared = this.all.filter((alarm) => alarm.role === role).flatMap(quotaMetricsOf);
    const isCompared = compared.some((one) => found.has(metricText(one)));
    if (isCompared && quota === undefined)
      this.problems.push(
        `series.${index}: an alarm compares it with its quota, and the series says no quota`,
      );
    if (found.size > 0 && !isCompared && quota !== undefined)
      this.problems.push(`series.${index}.quota: no alarm asks for it`);
    return { each, all: [...found.values()].map((one) => ({ ...series, metric: one })) };
  }

  private expectation(
    { role, alarm: pattern, each, optional, ...rest }: Expectation,
    index: number,
    hasData: (role: RegionRole, metric: Metric) => boolean,
  ): BoundExpectation[] {
    const found = this.all.filter((alarm) => alarm.role === role && matchesText(pattern, alarm.name));
    if (this.isNamed(found.length, { each, optional }, `expect.${index}`)) {
      const names = (found.length > 1 ? found : this.all).map(alarmKey).join('; ');
      this.note(
        found.length,
        `expect.${index}.alarm: ${found.length} alarms are ${role}: ${pattern}. There are: ${names}`,
      );
      return [];
    }
    const silent = found.flatMap((alarm) => metricsOf(alarm).filter((metric) => !hasData(role, metric)));
    for (const text of new Set(silent.map((metric) => metricKey(role, metric)))) {
      this.problems.push(
        `expect.${index}: the scenario says nothing of ${text}. A metric without data is a series of _`,
      );
    }
    return found.map((alarm) => ({ ...rest, key: alarmKey(alarm) }));
  }

  /** Notes a part that is left out. True if the part has to name something else than it does. */
  private isNamed(found: number, { each, optional }: Pick<Expectation, 'each' | 'optional'>, path: string) {
    if (found === 0 && optional) this.leftOut.push(path);
    return found === 0 ? !optional : found > 1 && !each;
  }

  private note(found: number, problem: string): void {
    (found === 0 ? this.missing : this.problems).push(problem);
  }

  private isRead({ role, logGroup, optional }: ScenarioLog, index: number): boolean {
    const { filters } = this.alarms;
    if (filters.some((each) => each.role === role && matchesText(logGroup, each.logGroup))) return true;
    if (optional) this.leftOut.push(`logs.${index}`);
    else {
      const groups = [...new Set(filters.map((each) => `${each.role}: ${each.logGroup}`))].join('; ');
      this.missing.push(
        `logs.${index}.logGroup: no metric filter reads ${role}: ${logGroup}. There are: ${groups || 'none'}`,
      );
    }
    return false;
  }

  /** The metrics that filters write for the logs of the scenario. */
  private writtenBy(logs: readonly ScenarioLog[]): ReadonlySet<string> {
    return new Set(
      logs.flatMap(({ role, logGroup }) =>
        this.alarms.filters
          .filter((each) => each.role === role && matchesText(logGroup, each.logGroup))
          .flatMap(({ transformations }) => transformations.map((each) => nameKey(role, each))),
      ),
    );
  }

  /** A limit on something that no alarm does would always be kept. */
  private requireTopics(): void {
    for (const [index, { role, topic }] of this.scenario.pages.entries()) {
      const alarms = this.all.filter((alarm) => role === undefined || alarm.role === role);
      const actions = [...new Set(alarms.flatMap((alarm) => Object.values(alarm.actions).flat()))];
      if (actions.some((action) => matchesText(topic, action))) continue;
      this.missing.push(
        `pages.${index}.topic: no alarm does ${topic}. They do: ${actions.join('; ') || 'nothing'}`,
      );
    }
  }

  private concerned(expected: ReadonlySet<string>, hasData: (alarm: Alarm) => boolean): ReadonlySet<string> {
    const concerned = new Set<string>();
    // No composite alarm comes before an alarm that it watches.
    for (const [key, alarm] of this.alarms.alarms) {
      if (expected.has(key) || hasData(alarm) || watchedBy(alarm).some((each) => concerned.has(each)))
        concerned.add(key);
    }
    return concerned;
  }
}

function keysOf(all: readonly ScenarioSeries[]): string[] {
  return all.map(({ role, metric }) => metricKey(role, metric));
}

/** Whether a scenario means a metric. A star in a dimension stands for any text. */
function isMeant(pattern: Metric, metric: Metric): boolean {
  const names = Object.keys(pattern.dimensions);
  return (
    pattern.name === metric.name &&
    names.length === Object.keys(metric.dimensions).length &&
    names.every((name) => {
      const value = metric.dimensions[name];
      return value !== undefined && matchesText(pattern.dimensions[name] ?? '', value);
    })
  );
}

function metricKey(role: RegionRole, metric: Metric): string {
  return `${role} ${metricText(metric)}`;
}

/** A filter takes the values of its dimensions from log events, so that they are not known before. */
function nameKey(role: RegionRole, { namespace, name }: Pick<Metric, 'namespace' | 'name'>): string {
  return `${role} ${namespace} ${name}`;
}
