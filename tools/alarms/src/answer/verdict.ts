import { type AlarmState } from '../model/alarm-state';
import { durationText } from '../scenario/duration';
import { type BoundExpectation, type BoundScenario } from '../scenario/bound-scenario';
import { type Played, type StateStep, type TakenAction } from '../simulation/play';
import { matchesText } from '../text/matches-text';

/** Something that an alarm did otherwise than expected. */
export interface Miss {
  /** Key of the alarm. */
  readonly key: string;
  readonly second: number;
  /** For people. */
  readonly expected: string;
  readonly was: string;
}

/** Everything that alarms did otherwise than a scenario expects. */
export function missesOf(scenario: BoundScenario, { states, actions }: Played): Miss[] {
  return scenario.expect.flatMap((expectation) => [
    ...missedStates(expectation, states.get(expectation.key) ?? []),
    ...missedActions(
      expectation,
      actions.filter(({ key }) => key === expectation.key),
    ),
  ]);
}

/** A miss in one line. */
export function missText({ key, second, expected, was }: Miss): string {
  return `${key} at ${durationText(second)}: expected ${expected}, was ${was}`;
}

/** The state at a second. An alarm that is evaluated at this second has its new state already. */
export function stateAt(steps: readonly StateStep[], second: number): AlarmState | undefined {
  return steps.findLast((step) => step.second <= second)?.state;
}

function missedStates({ key, states }: BoundExpectation, steps: readonly StateStep[]): Miss[] {
  return [...states].flatMap(([second, expected]) => {
    const was = stateAt(steps, second) ?? 'no alarm';
    return was === expected ? [] : [{ key, second, expected, was }];
  });
}

/** What is expected is all that the alarm does. */
function missedActions({ key, actions }: BoundExpectation, taken: readonly TakenAction[]): Miss[] {
  if (!actions) return [];
  const seconds = [...new Set([...actions.keys(), ...taken.map(({ second }) => second)])].sort(
    (one, other) => one - other,
  );
  return seconds.flatMap((second) => {
    const patterns = actions.get(second) ?? [];
    const did = taken.filter((each) => each.second === second).map(({ action }) => action);
    const isAsExpected =
      patterns.length === did.length &&
      patterns.every((pattern) => did.some((action) => matchesText(pattern, action))) &&
      did.every((action) => patterns.some((pattern) => matchesText(pattern, action)));
    const text = (all: readonly string[]) => (all.length === 0 ? 'no action' : all.join(', '));
    return isAsExpected ? [] : [{ key, second, expected: text(patterns), was: text(did) }];
  });
}
