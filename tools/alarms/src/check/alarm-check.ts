import { type BulkheadError, Refusal } from '@bulkhead/errors';
import { type PolicyStack } from '@bulkhead/policy';
import { type Outcome, outcomeOf } from '../answer/coverage';
import { type AlarmFiles, type Filed } from '../files/alarm-files';
import { type Alarms } from '../model/alarms';
import { type MutationResult, runMutations } from '../mutations/run-mutations';
import { type CustomMetric, requirePublished } from '../published/require-published';
import { readAlarms } from '../reading/read-alarms';
import { type LeftOut } from '../recommended/left-out';
import { recommendedCoverage, type RecommendedCoverage } from '../recommended/recommended-coverage';
import { type BoundScenario, fitScenario } from '../scenario/bound-scenario';
import { type Scenario } from '../scenario/scenario';
import { Stage } from '../simulation/play';
import { problemsIn } from './check-problems';

/** A scenario that is about something that the environment does not have. */
export interface Elsewhere {
  readonly scenario: Filed<Scenario>;
  /** What the environment lacks, with paths in the scenario. */
  readonly missing: readonly string[];
}

/** What the files of the teams are good for in an environment. */
export interface UsedEntries {
  /** Names of the scenarios that are about the environment, with the paths of optional parts that are left out. */
  readonly scenarios: ReadonlyMap<string, readonly string[]>;
  readonly customMetrics: ReadonlySet<CustomMetric>;
  readonly leftOut: ReadonlySet<LeftOut>;
}

/** What came out of the alarms of an environment. */
export interface AlarmCheck extends Outcome {
  readonly environment: string;
  readonly alarms: Alarms;
  /** The scenarios that are about the environment. */
  readonly scenarios: readonly BoundScenario[];
  readonly elsewhere: readonly Elsewhere[];
  readonly mutations: readonly MutationResult[];
  readonly recommended: RecommendedCoverage;
  readonly used: UsedEntries;
  /** Everything for which the environment is refused. */
  readonly problems: readonly BulkheadError[];
}

/**
 * Plays all scenarios of the teams over the alarms of an environment.
 *
 * @param environment its name
 * @param stacks all its stacks
 * @throws Refusal `UnfitAlarms` if alarms cannot be read at all
 */
export function checkAlarms(
  environment: string,
  stacks: readonly PolicyStack[],
  files: AlarmFiles,
): AlarmCheck {
  const alarms = readAlarms(environment, stacks);
  const refusals: BulkheadError[] = [];
  const unless = <Result>(otherwise: Result, act: () => Result): Result => {
    try {
      return act();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refusals.push(error);
      return otherwise;
    }
  };
  const customMetrics = unless(new Set<CustomMetric>(), () => requirePublished(alarms, files.customMetrics));
  const scenarios: BoundScenario[] = [];
  const elsewhere: Elsewhere[] = [];
  const used = new Map<string, readonly string[]>();
  for (const scenario of files.scenarios) {
    const fit = unless(undefined, () => fitScenario(alarms, scenario));
    if (fit?.type === 'elsewhere') elsewhere.push({ scenario, missing: fit.missing });
    if (fit?.type !== 'here') continue;
    scenarios.push(fit.scenario);
    used.set(scenario.name, fit.leftOut);
  }
  const stages = scenarios.map((scenario) => new Stage(alarms, scenario));
  const outcome = outcomeOf(alarms, stages);
  const recommended = recommendedCoverage(stacks, alarms, files.leftOut);
  const checked = {
    ...outcome,
    environment,
    alarms,
    scenarios,
    elsewhere,
    mutations: runMutations(alarms, stages),
    recommended,
    used: { scenarios: used, customMetrics, leftOut: recommended.needed },
  };
  return { ...checked, problems: [...refusals, ...problemsIn(checked)] };
}
