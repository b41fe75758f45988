import { type Alarms } from '../model/alarms';
import { type Stage } from '../simulation/play';
import { type Miss, missesOf } from './verdict';

/** What scenarios say of one alarm. */
export interface AlarmCoverage {
  readonly key: string;
  /** Names of the scenarios that expect it in ALARM, and see it there. */
  readonly fires: readonly string[];
  /** Names of the scenarios that expect something of it, and see it in no ALARM. */
  readonly silent: readonly string[];
}

/** A miss, with the name of its scenario. */
export interface ScenarioMiss {
  readonly scenario: string;
  readonly miss: Miss;
}

/** What came out of scenarios. */
export interface Outcome {
  readonly misses: readonly ScenarioMiss[];
  /** In the order of the alarms. */
  readonly coverage: readonly AlarmCoverage[];
}

/** Says what played scenarios show of each alarm. A scenario with a miss of an alarm shows nothing of it. */
export function outcomeOf(alarms: Alarms, stages: readonly Stage[]): Outcome {
  const played = stages.map(({ scenario, played: result }) => {
    const misses = missesOf(scenario, result);
    const shown = scenario.expect.flatMap(({ key, states }) => {
      if (misses.some((miss) => miss.key === key)) return [];
      const wasInAlarm = (result.states.get(key) ?? []).some(({ state }) => state === 'ALARM');
      const fires = [...states.values()].includes('ALARM');
      return fires || !wasInAlarm ? [{ key, name: scenario.name, fires }] : [];
    });
    return { misses: misses.map((miss) => ({ scenario: scenario.name, miss })), shown };
  });
  const shown = played.flatMap((each) => each.shown);
  const namesOf = (key: string, fires: boolean) => [
    ...new Set(shown.filter((each) => each.key === key && each.fires === fires).map(({ name }) => name)),
  ];
  return {
    misses: played.flatMap((each) => each.misses),
    coverage: [...alarms.alarms.keys()].map((key) => ({
      key,
      fires: namesOf(key, true),
      silent: namesOf(key, false),
    })),
  };
}
