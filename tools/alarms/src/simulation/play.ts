import { holds } from '../alarm-rule/alarm-rule';
import { type AlarmState } from '../model/alarm-state';
import { type Alarm, type Alarms, type CompositeAlarm } from '../model/alarms';
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
 * Plays a scenario. Alarms that it does not concern stay in their first state.
 *
 * An alarm acts when it changes its state. An action of Auto Scaling, which CloudWatch repeats while the state lasts,
 * counts once. "Alarm actions": docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html
 */
export function play(alarms: Alarms, scenario: BoundScenario): Played {
  return new Player(alarms, scenario).play();
}

class Player {
  private readonly states = new Map<string, StateStep[]>();
  private readonly actions: TakenAction[] = [];
  private readonly suppressions = new Map<string, Suppression>();
  private readonly evaluations = new Map<string, AlarmEvaluation>();
  private readonly concerned: readonly (readonly [string, Alarm])[];

  constructor(
    private readonly alarms: Alarms,
    private readonly scenario: BoundScenario,
  ) {
    const { before, concerned } = scenario;
    const data = new MetricData(alarms, scenario);
    this.concerned = [...alarms.alarms].filter(([key]) => concerned.has(key));
    for (const [key, alarm] of this.concerned) {
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
      for (const [key, alarm] of this.concerned) this.evaluate(key, alarm, second);
      // A change at the second at which a period ends still counts for it.
      this.endPeriods((ends) => ends === second);
    }
    this.endPeriods((ends) => ends <= this.scenario.lastsSeconds);
    const inOrder = [...this.actions].sort((one, other) => one.second - other.second);
    return { states: this.states, actions: inOrder };
  }

  private step(): number {
    const all = this.concerned.flatMap(([, alarm]) =>
      alarm.type === 'metric' ? [evaluatedEvery(alarm)] : [],
    );
    return Math.min(evaluationSeconds.standard, ...all);
  }

  private evaluate(key: string, alarm: Alarm, second: number): void {
    if (alarm.type === 'composite') {
      this.tellSuppression(key, alarm, second);
      this.change(key, alarm, second, holds(alarm.rule, (each) => this.stateOf(each)) ? 'ALARM' : 'OK');
    } else if (second % evaluatedEvery(alarm) === 0) {
      const state = this.evaluations.get(key)?.at(second, this.stateOf(key));
      if (state) this.change(key, alarm, second, state);
    }
  }

  private change(key: string, alarm: Alarm, second: number, state: AlarmState): void {
    if (state === this.stateOf(key)) return;
    this.states.get(key)?.push({ second, state });
    const suppression = this.suppressions.get(key);
    if (suppression) suppression.alarmChanged(second);
    else this.act(key, alarm, second);
  }

  /** The suppressor comes before its alarm, and has changed already if it changes at this second. */
  private tellSuppression(key: string, { suppressor }: CompositeAlarm, second: number): void {
    const last = suppressor && this.states.get(suppressor.alarm)?.at(-1);
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
    const state = this.stateOf(key);
    for (const action of alarm.actions[state]) this.actions.push({ second, key, state, action });
  }

  private stateOf(key: string): AlarmState {
    return this.states.get(key)?.at(-1)?.state ?? this.scenario.before;
  }
}
