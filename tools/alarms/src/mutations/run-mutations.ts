import { missesOf } from '../answer/verdict';
import { type Alarms } from '../model/alarms';
import { type BoundScenario } from '../scenario/bound-scenario';
import { play } from '../simulation/play';
import { type Mutation, mutationsOf } from './mutations-of';

/** A mutation with the scenarios that notice it. */
export interface MutationResult extends Omit<Mutation, 'alarms'> {
  /** Names of the scenarios whose expectations the broken alarm no longer meets. */
  readonly noticedBy: readonly string[];
}

/**
 * Breaks one setting at a time, and says which scenarios notice it.
 *
 * @param scenarios of these alarms, which all meet their expectations
 */
export function runMutations(alarms: Alarms, scenarios: readonly BoundScenario[]): MutationResult[] {
  return mutationsOf(alarms).map(({ alarms: broken, ...mutation }) => ({
    ...mutation,
    noticedBy: scenarios
      .filter(({ concerned }) => concerned.has(mutation.key))
      .filter((scenario) => missesOf(scenario, play(broken, scenario)).length > 0)
      .map(({ name }) => name),
  }));
}

/** The share of mutations that a scenario notices, from 0 to 1; 1 if there are none. */
export function noticedShare(results: readonly MutationResult[]): number {
  if (results.length === 0) return 1;
  return results.filter(({ noticedBy }) => noticedBy.length > 0).length / results.length;
}
