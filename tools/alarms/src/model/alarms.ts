/** The model that the simulator works on: what the synthesized stacks say of alarms and metric filters. */
import { alarmsIn, type AlarmRule } from '../alarm-rule/alarm-rule';
import { type FilterPattern } from '../filter-pattern/filter-pattern';
import { type MathExpression, quotaIdsIn } from '../metric-math/math-expression';
import { type AlarmState } from './alarm-state';
import { type Comparison } from './comparisons';
import { type Metric } from './metric';
import { type Statistic } from './statistic';

/** The role of the region in which something is. `global` is a region that is neither the primary nor the DR region. */
export type RegionRole = 'primary' | 'dr' | 'global';

interface Resource {
  /** Id of the stack, such as `database/backup@primary`. */
  readonly stack: string;
  /** Terraform address, or logical id. */
  readonly address: string;
  readonly role: RegionRole;
  /** Name of the region. */
  readonly region: string;
}

interface AnyAlarm extends Resource {
  /** Name in AWS, or a symbol if AWS chooses the name. */
  readonly name: string;
  readonly actionsEnabled: boolean;
  /** What the alarm does when it changes to a state: ARNs, or symbols. */
  readonly actions: Readonly<Record<AlarmState, readonly string[]>>;
}

/** What an alarm takes a missing data point for. */
export const missingDataTreatments = ['missing', 'notBreaching', 'breaching', 'ignore'] as const;

export type MissingData = (typeof missingDataTreatments)[number];

/** One metric or expression of an alarm. */
export type MetricQuery =
  | { readonly type: 'metric'; readonly id: string; readonly metric: Metric; readonly statistic: Statistic }
  | { readonly type: 'expression'; readonly id: string; readonly expression: MathExpression };

/** An alarm that watches one time series: a metric, or the result of an expression. */
export interface MetricAlarm extends AnyAlarm {
  readonly type: 'metric';
  /** In an order in which no expression uses a later one. */
  readonly queries: readonly MetricQuery[];
  /** Id of the query whose result the alarm watches. */
  readonly watched: string;
  readonly periodSeconds: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly threshold: number;
  readonly comparison: Comparison;
  readonly missingData: MissingData;
  /** Whether a percentile of too few samples is evaluated, or leaves the state as it is. */
  readonly lowSamples: 'evaluate' | 'ignore';
}

/** What keeps a composite alarm from acting while another alarm is in ALARM. */
export interface Suppressor {
  /** Key of the other alarm. */
  readonly alarm: string;
  readonly waitSeconds: number;
  readonly extensionSeconds: number;
}

/** An alarm that watches the states of other alarms. */
export interface CompositeAlarm extends AnyAlarm {
  readonly type: 'composite';
  /** Its alarms are keys. */
  readonly rule: AlarmRule;
  readonly suppressor?: Suppressor;
}

export type Alarm = MetricAlarm | CompositeAlarm;

/** A metric that a filter writes for the log events that match its pattern. */
export interface Transformation {
  readonly namespace: string;
  readonly name: string;
  /** A number, or the field of the log event that holds the number: `$.latency` or `$bytes`. */
  readonly value: number | string;
  /** The value of a minute with log events of which none matches. @default no data point */
  readonly defaultValue?: number;
  /** Fields of the log event by name of the dimension. */
  readonly dimensions: Readonly<Record<string, string>>;
}

/** A metric filter of a log group. */
export interface MetricFilter extends Resource {
  /** Name of the log group, or a symbol. */
  readonly logGroup: string;
  readonly pattern: FilterPattern;
  readonly transformations: readonly Transformation[];
}

/** Everything that an environment has of alarms. */
export interface Alarms {
  /** Name of the environment. */
  readonly environment: string;
  /** By key, in an order in which no composite alarm comes before an alarm that it watches. */
  readonly alarms: ReadonlyMap<string, Alarm>;
  readonly filters: readonly MetricFilter[];
}

/** What is unique in an environment: a region has one alarm of a name. Such as `primary: api-errors`. */
export function alarmKey({ role, name }: Pick<Alarm, 'role' | 'name'>): string {
  return `${role}: ${name}`;
}

/** The metrics that an alarm reads. A composite alarm reads none. */
export function metricsOf(alarm: Alarm): readonly Metric[] {
  if (alarm.type === 'composite') return [];
  return alarm.queries.flatMap((query) => (query.type === 'metric' ? [query.metric] : []));
}

/** The metrics of which an alarm compares the use with the quota. */
export function quotaMetricsOf(alarm: Alarm): readonly Metric[] {
  if (alarm.type === 'composite') return [];
  const ids = alarm.queries.flatMap((query) =>
    query.type === 'expression' ? quotaIdsIn(query.expression) : [],
  );
  return alarm.queries.flatMap((query) =>
    query.type === 'metric' && ids.includes(query.id) ? [query.metric] : [],
  );
}

/** Keys of the alarms that an alarm watches, its suppressor included. An alarm on a metric watches none. */
export function watchedBy(alarm: Alarm): readonly string[] {
  if (alarm.type === 'metric') return [];
  return [...alarmsIn(alarm.rule), ...(alarm.suppressor ? [alarm.suppressor.alarm] : [])];
}
