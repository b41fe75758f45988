import { type Alarm, alarmKey, type Alarms, metricsOf } from '../model/alarms';
import { metricText } from '../model/metric';
import { watchedBy } from '../reading/composite-alarms';
import { matchesText } from '../text/matches-text';
import { type Expectation, type Scenario, unreadable } from './scenario';

/** An expectation of one alarm. */
export interface BoundExpectation extends Pick<Expectation, 'states' | 'actions'> {
  /** Key of the alarm. */
  readonly key: string;
}

/** A scenario of the alarms of an environment. */
export interface BoundScenario extends Omit<Scenario, 'expect'> {
  readonly expect: readonly BoundExpectation[];
  /** Keys of the alarms that it has data of or expects something of, and of those that these watch. */
  readonly concerned: ReadonlySet<string>;
}

/**
 * Finds the alarms, metrics and log groups that a scenario names.
 *
 * @throws Refusal `UnreadableScenario` if an expectation names no alarm or several, if no alarm reads a series, if no
 * metric filter reads a log, or if nothing is said of a metric of an expected alarm. A metric without data is `_`.
 */
export function bindScenario(alarms: Alarms, scenario: Scenario): BoundScenario {
  const problems: string[] = [];
  const read = new Set([...alarms.alarms.values()].flatMap(metricKeysOf));
  const written = new Set(scenario.series.map(({ role, metric }) => `${role} ${metricText(metric)}`));
  [...written].forEach((key, index) => {
    if (!read.has(key)) problems.push(`series.${index}: no alarm reads ${key}. ${nearestOf(key, read)}`);
  });
  const logged = writtenByLogs(alarms, scenario, problems);
  const hasData = (alarm: Alarm) =>
    metricKeysOf(alarm).some((key) => written.has(key) || logged.has(withoutDimensions(key)));
  const expect = scenario.expect.flatMap(({ role, alarm: pattern, ...rest }, index): BoundExpectation[] => {
    const found = [...alarms.alarms.values()].filter(
      (alarm) => alarm.role === role && matchesText(pattern, alarm.name),
    );
    const [only] = found;
    if (!only || found.length > 1) {
      const names = (found.length > 1 ? found : [...alarms.alarms.values()]).map(alarmKey).join('; ');
      problems.push(
        `expect.${index}.alarm: ${found.length} alarms are ${role}: ${pattern}. There are: ${names}`,
      );
      return [];
    }
    for (const key of metricKeysOf(only)) {
      if (!written.has(key) && !logged.has(withoutDimensions(key)))
        problems.push(
          `expect.${index}: the scenario says nothing of ${key}. A metric without data is a series of _`,
        );
    }
    return [{ ...rest, key: alarmKey(only) }];
  });
  if (problems.length > 0) throw unreadable(`Scenario ${scenario.name}`, problems);
  const concerned = new Set<string>();
  const visit = (key: string) => {
    const alarm = alarms.alarms.get(key);
    if (!alarm || concerned.has(key)) return;
    concerned.add(key);
    watchedBy(alarm).forEach(visit);
  };
  expect.forEach(({ key }) => visit(key));
  for (const [key, alarm] of alarms.alarms) if (alarm.type === 'composite' || hasData(alarm)) visit(key);
  return { ...scenario, expect, concerned };
}

function metricKeysOf(alarm: Alarm): string[] {
  return metricsOf(alarm).map((metric) => `${alarm.role} ${metricText(metric)}`);
}

/** A filter takes the values of its dimensions from log events, so that they are not known before. */
function withoutDimensions(metricKey: string): string {
  return metricKey.slice(0, metricKey.indexOf(' {'));
}

/** The metrics that filters write for the logs of a scenario, without dimensions. */
function writtenByLogs(alarms: Alarms, { logs }: Scenario, problems: string[]): ReadonlySet<string> {
  return new Set(
    logs.flatMap(({ role, logGroup }, index) => {
      const filters = alarms.filters.filter(
        (filter) => filter.role === role && matchesText(logGroup, filter.logGroup),
      );
      if (filters.length === 0) {
        const groups = [
          ...new Set(alarms.filters.map((filter) => `${filter.role}: ${filter.logGroup}`)),
        ].join('; ');
        problems.push(
          `logs.${index}.logGroup: no metric filter reads ${role}: ${logGroup}. There are: ${groups || 'none'}`,
        );
      }
      return filters.flatMap(({ transformations }) =>
        transformations.map(({ namespace, name }) => `${role} ${namespace} ${name}`),
      );
    }),
  );
}

/** What is read of the same namespace, for a name or a dimension that is misspelt. */
function nearestOf(key: string, read: ReadonlySet<string>): string {
  const [role, namespace] = key.split(' ');
  const near = [...read].filter((each) => each.startsWith(`${role} ${namespace} `));
  return near.length > 0 ? `Alarms read: ${near.join('; ')}` : `Alarms read nothing of ${namespace} there`;
}
