import { type Role } from '../model/routing';
import { type Client } from '../simulation/client';
import { type Scenario } from '../scenario/scenario';
import { type Timeline } from '../simulation/timeline';
import { type Outcome, outcomeText } from './outcome';

/** What a scenario leads to for one client. */
export interface Answer {
  readonly client: Client;
  readonly served: Timeline<Outcome>;
}

/** What a scenario leads to. */
export interface ScenarioAnswers {
  readonly scenario: Scenario;
  readonly answers: readonly Answer[];
  /** Seconds from the cause until the last client is served elsewhere; `Infinity` for never. @default nobody has to move */
  readonly worstSeconds?: number;
}

/** `primary → 0 s none (primary) → 118 s dr`: who serves at first, and who from which second on. */
export function answerText({ served }: Pick<Answer, 'served'>): string {
  return served.steps
    .map(({ at, value }) => (at === -Infinity ? outcomeText(value) : `${at} s ${outcomeText(value)}`))
    .join(' → ');
}

/**
 * The first second from which on a client is always served, and never by the load balancer of the region that users have
 * to leave. `Infinity` if that never comes. Nobody has to leave a bucket that serves.
 */
export function movedAt({ served }: Pick<Answer, 'served'>, leave: Role): number {
  const isMoved = (outcome: Outcome) =>
    outcome.every(({ region, by, isServed }) => isServed && (by === 'bucket' || region !== leave));
  const lastUnmoved = served.steps.findLastIndex(({ value }) => !isMoved(value));
  return lastUnmoved < 0 ? -Infinity : (served.steps[lastUnmoved + 1]?.at ?? Infinity);
}
