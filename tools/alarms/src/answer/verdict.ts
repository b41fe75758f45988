import { type AlarmState } from '../model/alarm-state';
import { durationText } from '../scenario/duration';
import { type BoundExpectation, type BoundScenario } from '../scenario/bound-scenario';
import { type PageLimit } from '../scenario/scenario';
import { type Played, type StateStep, type TakenAction } from '../simulation/play';
import { matchesText } from '../text/matches-text';

/** Something that an alarm, or all alarms together, did otherwise than expected. */
export interface Miss {
  /** Key of the alarm, or what is done to page somebody. */
  readonly key: string;
  readonly second: number;
  /** For people. */
  readonly expected: string;
  readonly was: string;
}

/** Everything that alarms did otherwise than a scenario expects. */
export function missesOf(scenario: BoundScenario, { states, actions }: Played): Miss[] {
  const { expect, pages, lastsSeconds } = scenario;
  return [
    ...expect.flatMap((expectation) => [
      ...missedStates(expectation, states.get(expectation.key) ?? []),
      ...missedActions(
        expectation,
        actions.filter(({ key }) => key === expectation.key),
      ),
    ]),
    ...pages.flatMap((limit) => missedPages(limit, actions, lastsSeconds)),
  ];
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

/** An alarm that changes to OK ends a page, and is none. */
function missedPages(
  { role, topic, atMost, by }: PageLimit,
  actions: readonly TakenAction[],
  lastsSeconds: number,
): Miss[] {
  const pages = actions.filter(
    ({ key, state, action }) =>
      state !== 'OK' &&
      matchesText(topic, action) &&
      // "primary: api-errors"
      (role === undefined || key.startsWith(`${role}: `)),
  );
  const key = `${role === undefined ? '' : `${role}: `}pages by ${topic}`;
  const first = pages[0]?.second ?? Infinity;
  const excess = pages[atMost];
  const text = (all: readonly TakenAction[]) =>
    all.map((each) => `${each.key} at ${durationText(each.second)}`).join(', ');
  return [
    ...(excess ? [{ key, second: excess.second, expected: `at most ${atMost}`, was: text(pages) }] : []),
    ...(by !== undefined && first > by
      ? [{ key, second: Math.min(by, lastsSeconds), expected: 'a page by then', was: text(pages) || 'none' }]
      : []),
  ];
}
