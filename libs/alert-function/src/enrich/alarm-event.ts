import { type AlarmDescription, readAlarmDescription } from '../alarm-description';
import { type BridgeEvent, isOf } from '../bridge-event';
import { instantOf, singleLine } from '../plain-text';
import { fieldAt, matchAt, parseJson, textAt } from '../untrusted';

const states = ['ALARM', 'OK', 'INSUFFICIENT_DATA'] as const;
export type AlarmState = (typeof states)[number];

/** The most characters of the name of an alarm. */
const longestName = 255;

/** The change of an alarm's state. */
export interface AlarmChange {
  readonly name: string;
  readonly isComposite: boolean;
  readonly state: AlarmState;
  readonly previous: AlarmState | undefined;
  readonly since: Date | undefined;
  /** Why the state changed, in words of this library. */
  readonly reason: string;
  /** What it watches: names of metrics, or of the alarms that changed a composite alarm. The first ones. */
  readonly watched: readonly string[];
  /** Who suppresses the actions of the composite alarm. @default nobody */
  readonly suppressedBy: string | undefined;
  readonly described: Partial<AlarmDescription>;
}

/**
 * The change in an event; undefined if the event is of another version or kind, or does not say which alarm is in which
 * state.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html
 */
export function parseAlarmChange(event: BridgeEvent): AlarmChange | undefined {
  if (!isOf(event, 'aws.cloudwatch', 'CloudWatch Alarm State Change')) return undefined;
  const { detail } = event;
  const name = singleLine(textAt(detail, 'alarmName') ?? '', longestName);
  const state = stateAt(detail, 'state');
  if (!name || !state) return undefined;
  const isComposite = textAt(detail, 'configuration', 'alarmRule') !== undefined;
  return {
    name,
    isComposite,
    state,
    previous: stateAt(detail, 'previousState'),
    since: instantOf(textAt(detail, 'state', 'timestamp')),
    reason: reasonOf(detail, isComposite),
    watched: isComposite ? triggeringAlarms(detail) : metrics(detail),
    suppressedBy: suppressor(detail),
    described: readAlarmDescription(fieldAt(detail, 'configuration', 'description')),
  };
}

function stateAt(detail: unknown, field: 'state' | 'previousState'): AlarmState | undefined {
  const value = fieldAt(detail, field, 'value');
  return states.find((state) => state === value);
}

/**
 * The class of a reason. CloudWatch's own text repeats data points, and a state that somebody sets has any text, so that
 * neither is shown.
 */
function reasonOf(detail: unknown, isComposite: boolean): string {
  const reason = textAt(detail, 'state', 'reason')?.slice(0, 2_000) ?? '';
  if (isComposite) return 'an alarm that it depends on changed its state';
  if (/missing datapoints? (was|were) treated as/.test(reason))
    return 'data is missing, and the alarm says what that means';
  if (reason.startsWith('Threshold Crossed')) return 'the metric crossed the threshold, or came back';
  if (reason.startsWith('Insufficient Data')) return 'there are too few data points';
  if (reason.startsWith('Unchecked')) return 'the alarm is new or was changed, and not evaluated yet';
  return 'CloudWatch gives another reason, such as a state that somebody set';
}

/** How many metrics or alarms are named. */
const mostWatched = 5;

function metrics(detail: unknown): string[] {
  const queries = fieldAt(detail, 'configuration', 'metrics');
  if (!Array.isArray(queries)) return [];
  return queries
    .slice(0, 20)
    .flatMap((query: unknown) => {
      const namespace = textAt(query, 'metricStat', 'metric', 'namespace');
      const metric = textAt(query, 'metricStat', 'metric', 'name');
      return metric ? [singleLine(namespace ? `${namespace} ${metric}` : metric, longestName)] : [];
    })
    .slice(0, mostWatched);
}

function triggeringAlarms(detail: unknown): string[] {
  const alarms = fieldAt(parseJson(textAt(detail, 'state', 'reasonData')), 'triggeringAlarms');
  if (!Array.isArray(alarms)) return [];
  return alarms.slice(0, mostWatched).flatMap((alarm: unknown) => {
    const [, name] =
      /^arn:[^:]*:cloudwatch:[^:]*:[^:]*:alarm:(.{1,255})$/s.exec(textAt(alarm, 'arn') ?? '') ?? [];
    return name ? [`${singleLine(name, longestName)} (${stateAt(alarm, 'state') ?? 'state not known'})`] : [];
  });
}

function suppressor(detail: unknown): string | undefined {
  const by = textAt(detail, 'state', 'actionsSuppressedBy');
  if (by === undefined) return undefined;
  const alarm = matchAt(/^.{1,1600}$/s, detail, 'configuration', 'actionsSuppressor');
  const name =
    alarm && ` ${singleLine(alarm.replace(/^arn:[^:]*:cloudwatch:[^:]*:[^:]*:alarm:/, ''), longestName)}`;
  if (by === 'WaitPeriod') return `the time to wait for the alarm${name ?? ' that suppresses'}`;
  if (by === 'ExtensionPeriod') return `the time after the alarm${name ?? ' that suppresses'}`;
  return `the alarm${name ?? ' that suppresses'}`;
}
