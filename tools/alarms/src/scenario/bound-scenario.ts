import { type Alarm, alarmKey, type Alarms, metricsOf, type RegionRole, watchedBy } from '../model/alarms';
import { type Metric, metricText } from '../model/metric';
import { matchesText } from '../text/matches-text';
import { type Expectation, type Scenario, type ScenarioSeries, unreadable } from './scenario';

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
  /** Keys of the alarms that it has data of or expects something of, and of those that these watch. */
  readonly concerned: ReadonlySet<string>;
}

/**
 * Finds the alarms, metrics and log groups that a scenario names.
 *
 * @throws Refusal `UnreadableScenario` if an expectation names no alarm or several, if alarms read no metric of a series
 * or several, if no metric filter reads a log, or if nothing is said of a metric of an expected alarm. A metric without
 * data is `_`.
 */
export function bindScenario(alarms: Alarms, scenario: Scenario): BoundScenario {
  return new Binder(alarms, scenario).bind();
}

class Binder {
  private readonly problems: string[] = [];
  private readonly all: readonly Alarm[];

  constructor(
    private readonly alarms: Alarms,
    private readonly scenario: Scenario,
  ) {
    this.all = [...alarms.alarms.values()];
  }

  bind(): BoundScenario {
    const series = this.scenario.series.map((each, index) => this.series(each, index));
    const written = new Set(series.map(({ role, metric }) => metricKey(role, metric)));
    if (written.size < series.length) this.problems.push('series: two of them are one metric');
    const logged = this.writtenByLogs();
    const hasData = (role: RegionRole, metric: Metric) =>
      written.has(metricKey(role, metric)) || logged.has(nameKey(role, metric));
    const expect = this.scenario.expect.flatMap((each, index) => this.expectation(each, index, hasData));
    if (this.problems.length > 0) throw unreadable(`Scenario ${this.scenario.name}`, this.problems);
    const concerned = this.concerned(
      expect.map(({ key }) => key),
      (alarm) => metricsOf(alarm).some((metric) => hasData(alarm.role, metric)),
    );
    return { ...this.scenario, series, expect, concerned };
  }

  /** The series with the dimensions of the metric that alarms read. */
  private series(series: ScenarioSeries, index: number): ScenarioSeries {
    const { role, metric } = series;
    const read = this.all
      .filter((alarm) => alarm.role === role)
      .flatMap(metricsOf)
      .filter((each) => each.namespace === metric.namespace);
    const found = new Map(
      read.filter((each) => isMeant(metric, each)).map((each) => [metricText(each), each]),
    );
    const [only] = found.values();
    if (only && found.size === 1) return { ...series, metric: only };
    const texts = [...(found.size > 0 ? found.keys() : new Set(read.map(metricText)))];
    this.problems.push(
      `series.${index}: alarms read ${found.size} metrics that are ${metricKey(role, metric)}. They read: ${texts.join('; ') || `nothing of ${metric.namespace} there`}`,
    );
    return series;
  }

  private expectation(
    { role, alarm: pattern, ...rest }: Expectation,
    index: number,
    hasData: (role: RegionRole, metric: Metric) => boolean,
  ): BoundExpectation[] {
    const found = this.all.filter((alarm) => alarm.role === role && matchesText(pattern, alarm.name));
    const [only] = found;
    if (!only || found.length > 1) {
      const names = (found.length > 1 ? found : this.all).map(alarmKey).join('; ');
      this.problems.push(
        `expect.${index}.alarm: ${found.length} alarms are ${role}: ${pattern}. There are: ${names}`,
      );
      return [];
    }
    for (const metric of metricsOf(only).filter((each) => !hasData(role, each))) {
      this.problems.push(
        `expect.${index}: the scenario says nothing of ${metricKey(role, metric)}. A metric without data is a series of _`,
      );
    }
    return [{ ...rest, key: alarmKey(only) }];
  }

  /** The metrics that filters write for the logs of the scenario. */
  private writtenByLogs(): ReadonlySet<string> {
    const { filters } = this.alarms;
    return new Set(
      this.scenario.logs.flatMap(({ role, logGroup }, index) => {
        const reading = filters.filter((each) => each.role === role && matchesText(logGroup, each.logGroup));
        if (reading.length === 0) {
          const groups = [...new Set(filters.map((each) => `${each.role}: ${each.logGroup}`))].join('; ');
          this.problems.push(
            `logs.${index}.logGroup: no metric filter reads ${role}: ${logGroup}. There are: ${groups || 'none'}`,
          );
        }
        return reading.flatMap(({ transformations }) => transformations.map((each) => nameKey(role, each)));
      }),
    );
  }

  /** Composite alarms are evaluated in each scenario, because they may watch whatever has data. */
  private concerned(expected: readonly string[], hasData: (alarm: Alarm) => boolean): ReadonlySet<string> {
    const concerned = new Set<string>();
    const visit = (key: string) => {
      const alarm = this.alarms.alarms.get(key);
      if (!alarm || concerned.has(key)) return;
      concerned.add(key);
      watchedBy(alarm).forEach(visit);
    };
    expected.forEach(visit);
    for (const alarm of this.all) if (alarm.type === 'composite' || hasData(alarm)) visit(alarmKey(alarm));
    return concerned;
  }
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
