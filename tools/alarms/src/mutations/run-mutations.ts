import { missesOf } from '../answer/verdict';
import { type Alarms } from '../model/alarms';
import { type Stage } from '../simulation/play';
import { type Mutation, mutationsOf } from './mutations-of';

/** A mutation, and whether scenarios notice it. */
export interface MutationResult extends Omit<Mutation, 'alarms'> {
  /** Name of a scenario whose expectations the broken alarm no longer meets; undefined if all are still met. */
  readonly noticedBy?: string;
}

/**
 * Breaks one setting at a time, and says whether a scenario notices it.
 *
 * @param stages scenarios of these alarms, played. Those whose expectations are not met even with nothing broken notice
 * nothing. Those with drawn values are left out: they are long, and show that alarms are silent.
 */
export function runMutations(alarms: Alarms, stages: readonly Stage[]): MutationResult[] {
  const noticing = stages
    .filter(({ scenario, played }) => scenario.seed === undefined && missesOf(scenario, played).length === 0)
    // A short one is played again sooner.
    .sort((one, other) => one.scenario.lastsSeconds - other.scenario.lastsSeconds);
  return mutationsOf(alarms).map(({ alarms: broken, ...mutation }) => {
    const { key } = mutation;
    const stage = noticing.find(
      (each) => each.asksFor(key) && missesOf(each.scenario, each.playedWith(broken, key)).length > 0,
    );
    return stage ? { ...mutation, noticedBy: stage.scenario.name } : mutation;
  });
}

/** The share of mutations that a scenario notices, from 0 to 1; 1 if there are none. */
export function noticedShare(results: readonly MutationResult[]): number {
  if (results.length === 0) return 1;
  return results.filter(({ noticedBy }) => noticedBy !== undefined).length / results.length;
}
