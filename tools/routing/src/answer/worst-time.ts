import { regionsBehind } from '../model/regions-behind';
import { type Routing } from '../model/routing';
import { labelOf } from '../simulation/client';
import { answerText, movedAt, type ScenarioAnswers } from './answer';

/** The scenario in which users need the longest to leave a region; undefined if nobody has to move in any. */
export function worstOf(all: readonly ScenarioAnswers[]): ScenarioAnswers | undefined {
  return all
    .filter(({ worstSeconds }) => worstSeconds !== undefined)
    .reduce<ScenarioAnswers | undefined>(
      (worst, each) => ((each.worstSeconds ?? 0) > (worst?.worstSeconds ?? -1) ? each : worst),
      undefined,
    );
}

/** Whether any name leads to more than one region, so that DNS can move users at all. */
export function canMove(routing: Pick<Routing, 'groups'>): boolean {
  return [...routing.groups.keys()].some((name) => regionsBehind(routing, { type: 'name', name }).size > 1);
}

/**
 * What is wrong with the time that users need to leave a region; undefined if every scenario stays within the recovery
 * time objective. Where no name leads to a second region, routing promises nothing, and nothing is wrong.
 *
 * @param rtoSeconds the environment's recovery time objective
 */
export function worstTimeProblem(
  routing: Routing,
  all: readonly ScenarioAnswers[],
  rtoSeconds: number,
): string | undefined {
  if (!canMove(routing)) return undefined;
  const worst = worstOf(all);
  const { worstSeconds = 0, scenario } = worst ?? {};
  if (!worst || !scenario?.leave || worstSeconds <= rtoSeconds) return undefined;
  const { region, from } = scenario.leave;
  const slowest = worst.answers.find((answer) => movedAt(answer, region) - from === worstSeconds);
  const time = worstSeconds === Infinity ? 'never leave' : `need ${worstSeconds} s to leave`;
  return [
    `Users ${time} region role ${region} in scenario ${scenario.name}, and the recovery time objective of ${routing.environment} is ${rtoSeconds} s.`,
    ...(slowest ? [`${labelOf(slowest.client)}: ${answerText(slowest)}`] : []),
  ].join('\n  ');
}
