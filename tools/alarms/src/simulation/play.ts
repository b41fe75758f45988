import { holds } from '../alarm-rule/alarm-rule';
import { type AlarmState } from '../model/alarm-state';
import { type Alarm, type Alarms, type CompositeAlarm, watchedBy } from '../model/alarms';
import { evaluationSeconds } from '../model/facts-of-aws';
import { type BoundScenario } from '../scenario/bound-scenario';
import { AlarmEvaluation, evaluatedEvery } from './evaluate-alarm';
import { MetricData } from './metric-data';
import { Suppression } from './suppression';

/** From a second on, a state. */
export interface StateStep {
  readonly second: number;
  readonly state: AlarmState;
}

/** One action of an alarm, such as a message to a topic. */
export interface TakenAction {
  readonly second: number;
  /** Key of the alarm. */
  readonly key: string;
  readonly state: AlarmState;
  /** ARN or symbol. */
  readonly action: string;
}

/** What the alarms of a scenario did. */
export interface Played {
  /** By key of the alarm, in order of time. */
  readonly states: ReadonlyMap<string, readonly StateStep[]>;
  /** In order of time. */
  readonly actions: readonly TakenAction[];
}

/**
 * Plays a scenario. Alarms that it asks nothing of stay in their first state.
 *
 * An alarm acts when it changes its state. An action of Auto Scaling, which CloudWatch repeats while the state lasts,
 * counts once. "Alarm actions": docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html
 */
export function play(alarms: Alarms, scenario: BoundScenario): Played {
  return new Stage(alarms, scenario).played;
}

/** A scenario that is played, and played again with one alarm changed. */
export class Stage {
  /** What the alarms did. */
  readonly played: Played;
  private readonly data: MetricData;
  /** Keys of the alarms of which the scenario could say that they did something else than expected. */
  private readonly asked: ReadonlySet<string>;

  constructor(
    private readonly alarms: Alarms,
    readonly scenario: BoundScenario,
  ) {
    this.data = new MetricData(alarms, scenario);
    this.asked = askedBy(scenario, alarms);
    this.played = new Player(alarms, scenario, this.data, this.asked).play();
  }

  /** Whether the scenario could notice that an alarm is another one. */
  asksFor(key: string): boolean {
    return this.asked.has(key);
  }

  /**
   * What all alarms do if one of them is another one. Only this alarm and the composite alarms above it are evaluated
   * again: nothing else can change.
   *
   * @param broken the same alarms, with other settings of one
   * @param key of the changed alarm
   */
  playedWith(broken: Alarms, key: string): Played {
    if (!this.asked.has(key)) return this.played;
    const above = new Set([key]);
    // No composite alarm comes before an alarm that it watches.
    for (const [each, alarm] of this.alarms.alarms)
      if (this.asked.has(each) && watchedBy(alarm).some((watched) => above.has(watched))) above.add(each);
    return new Player(broken, this.scenario, this.data, above, this.played).play();
  }
}

/**
 * The alarms that a scenario expects something of, and those that they watch. Of a scenario that limits pages: all that
 * it concerns.
 */
function askedBy({ expect, pages, concerned }: BoundScenario, { alarms }: Alarms): ReadonlySet<string> {
  if (pages.length > 0) return concerned;
  const asked = new Set(expect.map(({ key }) => key));
  // No composite alarm comes before an alarm that it watches.
  for (const [key, alarm] of [...alarms].reverse())
    if (asked.has(key))
      for (const watched of watchedBy(alarm)) if (concerned.has(watched)) asked.add(watched);
  return asked;
}

class Player {
  private readonly states = new Map<string, StateStep[]>();
  private readonly actions: TakenAction[] = [];
  private readonly suppressions = new Map<string, Suppression>();
  private readonly evaluations = new Map<string, AlarmEvaluation>();
  private readonly evaluated: readonly (readonly [string, Alarm])[];

  /**
   * @param keys of the alarms to evaluate
   * @param known what the other alarms do. @default they stay in their first state
   */
  constructor(
    private readonly alarms: Alarms,
    private readonly scenario: BoundScenario,
    data: MetricData,
    keys: ReadonlySet<string>,
    private readonly known?: Played,
  ) {
    const { before } = scenario;
    this.evaluated = [...alarms.alarms].filter(([key]) => keys.has(key));
    for (const [key, alarm] of this.evaluated) {
      this.states.set(key, [{ second: 0, state: before }]);
      if (alarm.type === 'metric') this.evaluations.set(key, new AlarmEvaluation(alarm, data));
      else if (alarm.suppressor)
        this.suppressions.set(key, new Suppression(alarm.suppressor, before === 'ALARM'));
    }
  }

  play(): Played {
    const step = this.step();
    for (let second = step; second <= this.scenario.lastsSeconds; second += step) {
      this.endPeriods((ends) => ends < second);
      for (const [key, alarm] of this.evaluated) this.evaluate(key, alarm, second);
      // A change at the second at which a period ends still counts for it.
      this.endPeriods((ends) => ends === second);
    }
    this.endPeriods((ends) => ends <= this.scenario.lastsSeconds);
    const others = (this.known?.actions ?? []).filter(({ key }) => !this.states.has(key));
    const inOrder = [...others, ...this.actions].sort((one, other) => one.second - other.second);
    return { states: new Map([...(this.known?.states ?? []), ...this.states]), actions: inOrder };
  }

  private step(): number {
    const all = this.evaluated.flatMap(([, alarm]) =>
      alarm.type === 'metric' ? [evaluatedEvery(alarm)] : [],
    );
    return Math.min(evaluationSeconds.standard, ...all);
  }

  private evaluate(key: string, alarm: Alarm, second: number): void {
    if (alarm.type === 'composite') {
      this.tellSuppression(key, alarm, second);
      this.change(
        key,
        alarm,
        second,
        holds(alarm.rule, (each) => this.stateOf(each, second)) ? 'ALARM' : 'OK',
      );
    } else if (second % evaluatedEvery(alarm) === 0) {
      const state = this.evaluations.get(key)?.at(second, this.stateOf(key, second));
      if (state) this.change(key, alarm, second, state);
    }
  }

  private change(key: string, alarm: Alarm, second: number, state: AlarmState): void {
    if (state === this.stateOf(key, second)) return;
    this.states.get(key)?.push({ second, state });
    const suppression = this.suppressions.get(key);
    if (suppression) suppression.alarmChanged(second);
    else this.act(key, alarm, second);
  }

  /** The suppressor comes before its alarm, and has changed already if it changes at this second. */
  private tellSuppression(key: string, { suppressor }: CompositeAlarm, second: number): void {
    const last = suppressor && this.lastOf(suppressor.alarm, second);
    if (last && last.second === second) this.suppressions.get(key)?.suppressorIs(last.state, second);
  }

  private endPeriods(isNow: (ends: number) => boolean): void {
    for (const [key, suppression] of this.suppressions) {
      const { ends } = suppression;
      const alarm = this.alarms.alarms.get(key);
      if (ends !== undefined && alarm && isNow(ends) && suppression.end()) this.act(key, alarm, ends);
    }
  }

  private act(key: string, alarm: Alarm, second: number): void {
    if (!alarm.actionsEnabled) return;
    const state = this.stateOf(key, second);
    for (const action of alarm.actions[state]) this.actions.push({ second, key, state, action });
  }

  /** The state of an alarm, after its evaluation at this second if it comes before the others. */
  private stateOf(key: string, second: number): AlarmState {
    return this.lastOf(key, second)?.state ?? this.scenario.before;
  }

  /** The last change of an alarm until a second. */
  private lastOf(key: string, second: number): StateStep | undefined {
    return (
      this.states.get(key)?.at(-1) ?? this.known?.states.get(key)?.findLast((step) => step.second <= second)
    );
  }
}
