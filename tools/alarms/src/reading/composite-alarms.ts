import { z } from 'zod';
import { alarmsIn, readRule, withAlarms } from '../alarm-rule/alarm-rule';
import {
  type Alarm,
  alarmKey,
  type CompositeAlarm,
  type MetricAlarm,
  type Suppressor,
  watchedBy,
} from '../model/alarms';
import { ruleLimits } from '../model/facts-of-aws';
import { Unfit } from '@bulkhead/errors';
import { commonOf, commonProperties } from './actions';
import { type Located } from './located';
import { deployedText, propertiesOf, wholeNumber } from './properties';

const compositeSchema = z.strictObject({
  ...commonProperties,
  AlarmRule: deployedText,
  ActionsSuppressor: deployedText.optional(),
  ActionsSuppressorWaitPeriod: wholeNumber.optional(),
  ActionsSuppressorExtensionPeriod: wholeNumber.optional(),
});

/**
 * Reads a composite alarm, of either engine. The alarms in its rule become keys: "all underlying alarms must be in the
 * same Region".
 *
 * @throws Unfit if PutCompositeAlarm would refuse it
 */
export function readCompositeAlarm(located: Located): CompositeAlarm {
  const properties = propertiesOf(compositeSchema, located.resource.properties);
  const text = located.text(properties.AlarmRule);
  const keyOf = (written: string) => alarmKey({ role: located.role, name: nameIn(written) });
  const rule = withAlarms(readRule(text), keyOf);
  requireSize(text, alarmsIn(rule).length);
  const suppressor = suppressorOf(properties, located, keyOf);
  return { ...commonOf(located, properties), type: 'composite', rule, ...(suppressor && { suppressor }) };
}

/** A rule may have the ARN of an alarm in the place of the name. */
function nameIn(written: string): string {
  return /^arn:[^:]+:cloudwatch:.*?:alarm:(.+)$/.exec(written)?.[1] ?? written;
}

function requireSize(rule: string, children: number): void {
  const elements = (rule.match(/\(|\bTRUE\b|\bFALSE\b/g) ?? []).length;
  if (children > ruleLimits.children)
    throw new Unfit(`its rule has ${children} alarms, and AWS allows ${ruleLimits.children}`);
  if (elements > ruleLimits.elements)
    throw new Unfit(`its rule has ${elements} elements, and AWS allows ${ruleLimits.elements}`);
}

function suppressorOf(
  properties: z.infer<typeof compositeSchema>,
  { text }: Located,
  keyOf: (written: string) => string,
): Suppressor | undefined {
  const {
    ActionsSuppressor: alarm,
    ActionsSuppressorWaitPeriod: wait,
    ActionsSuppressorExtensionPeriod: extension,
  } = properties;
  if (alarm === undefined) {
    if (wait !== undefined || extension !== undefined)
      throw new Unfit('it has a wait or extension period, and no suppressor');
    return undefined;
  }
  // "WaitPeriod is required only when ActionsSuppressor is specified." PutCompositeAlarm, and the same of ExtensionPeriod.
  if (wait === undefined || extension === undefined)
    throw new Unfit('its suppressor needs a wait period and an extension period');
  return { alarm: keyOf(text(alarm)), waitSeconds: wait, extensionSeconds: extension };
}

/**
 * Makes sure that the alarms that a composite alarm watches exist.
 *
 * @param all every alarm of the environment, by key
 * @throws Unfit for an alarm that does not exist, and for a composite alarm that watches itself: "the evaluation of
 * composite alarms stops if CloudWatch detects a cycle"
 */
export function requireWatched(alarm: CompositeAlarm, all: ReadonlyMap<string, Alarm>): void {
  for (const key of watchedBy(alarm)) {
    if (!all.has(key)) throw new Unfit(`it names the alarm ${key}, which no stack of the environment has`);
  }
  const visit = (current: Alarm, above: readonly string[]) => {
    const key = alarmKey(current);
    if (above.includes(key)) throw new Unfit(`it watches itself, by ${[...above.slice(1), key].join(', ')}`);
    for (const next of watchedBy(current)) {
      const watched = all.get(next);
      if (watched) visit(watched, [...above, key]);
    }
  };
  visit(alarm, []);
}

/** Metric alarms first, and each composite alarm after those that it watches. Their rules have no cycle. */
export function inOrderOfRules(
  metricAlarms: readonly MetricAlarm[],
  compositeAlarms: readonly CompositeAlarm[],
): ReadonlyMap<string, Alarm> {
  const all = new Map<string, Alarm>(
    [...metricAlarms, ...compositeAlarms].map((alarm) => [alarmKey(alarm), alarm]),
  );
  const ordered = new Map<string, Alarm>(metricAlarms.map((alarm) => [alarmKey(alarm), alarm]));
  const visit = (key: string) => {
    const alarm = all.get(key);
    if (!alarm || ordered.has(key)) return;
    watchedBy(alarm).forEach(visit);
    ordered.set(key, alarm);
  };
  for (const alarm of compositeAlarms) visit(alarmKey(alarm));
  return ordered;
}
