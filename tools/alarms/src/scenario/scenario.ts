import { Refusal } from '@bulkhead/errors';
import { z } from 'zod';
import { alarmStates, type AlarmState } from '../model/alarm-state';
import { type RegionRole } from '../model/alarms';
import { type Metric, metricText } from '../model/metric';
import { Unfit } from '@bulkhead/errors';
import { secondsOf } from './duration';
import { readSlots, type Slot } from './notation';

/** The data of a metric. */
export interface ScenarioSeries {
  readonly role: RegionRole;
  readonly metric: Metric;
  readonly intervalSeconds: number;
  readonly slots: readonly Slot[];
}

/** Log events that come at once, and maybe again. */
export interface ScenarioLog {
  readonly role: RegionRole;
  /** Name of the log group; a star stands for any text. */
  readonly logGroup: string;
  readonly at: number;
  readonly everySeconds: number;
  readonly times: number;
  readonly lines: readonly string[];
}

/** What an alarm is meant to do. */
export interface Expectation {
  readonly role: RegionRole;
  /** Name of the alarm; a star stands for any text. */
  readonly alarm: string;
  /** Its state at some seconds. */
  readonly states: ReadonlyMap<number, AlarmState>;
  /** All that it does, by second. A star stands for any text. @default nothing is said of it */
  readonly actions?: ReadonlyMap<number, readonly string[]>;
}

/** Data over time, and what alarms are meant to make of it. Times are seconds since the beginning. */
export interface Scenario {
  /** In kebab case. */
  readonly name: string;
  /** For people: what happens. */
  readonly title: string;
  /** The state of every alarm at first. */
  readonly before: AlarmState;
  readonly lastsSeconds: number;
  readonly series: readonly ScenarioSeries[];
  readonly logs: readonly ScenarioLog[];
  readonly expect: readonly Expectation[];
}

const duration = z.string().transform((text, context) => {
  const seconds = secondsOf(text);
  if (seconds !== undefined) return seconds;
  context.addIssue({ code: 'custom', message: `is ${JSON.stringify(text)}; write 90s, 5m, 1h30m or 2d` });
  return z.NEVER;
});

const longerThanNothing = duration.pipe(z.number().min(1, { error: 'is 0 s' }));

const values = z.string().transform((text, context) => {
  try {
    return readSlots(text);
  } catch (error) {
    if (!(error instanceof Unfit)) throw error;
    context.addIssue({ code: 'custom', message: `cannot be read: ${error.message}` });
    return z.NEVER;
  }
});

/** Values by time. */
const byTime = <Value extends z.ZodType>(value: Value) =>
  z.record(z.string(), value).transform((all, context) => {
    const read = new Map<number, z.output<Value>>();
    for (const [text, each] of Object.entries(all)) {
      const seconds = secondsOf(text);
      if (seconds === undefined || read.has(seconds)) {
        const message = seconds === undefined ? 'is no time: write 90s, 5m, 1h30m or 2d' : 'is there twice';
        context.addIssue({ code: 'custom', path: [text], message });
        return z.NEVER;
      }
      read.set(seconds, each as z.output<Value>);
    }
    return read;
  });

const role = z.enum(['primary', 'dr', 'global']).default('primary');

const seriesSchema = z.strictObject({
  namespace: z.string().min(1),
  metric: z.string().min(1),
  dimensions: z.record(z.string(), z.string()).default({}),
  role,
  interval: longerThanNothing.default(60),
  values,
});

const logSchema = z.strictObject({
  logGroup: z.string().min(1),
  role,
  at: duration,
  every: longerThanNothing.default(60),
  times: z.number().int().min(1).default(1),
  lines: z.array(z.string()).min(1),
});

const expectationSchema = z.strictObject({
  alarm: z.string().min(1),
  role,
  states: byTime(z.enum(alarmStates)),
  actions: byTime(z.array(z.string().min(1)).min(1)).optional(),
});

const scenarioSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: 'is not in kebab case' }),
  title: z.string().min(1),
  before: z.enum(alarmStates).default('OK'),
  lasts: longerThanNothing.optional(),
  series: z.array(seriesSchema).default([]),
  logs: z.array(logSchema).default([]),
  expect: z.array(expectationSchema).min(1),
});

/** A scenario as a person writes it: in JSON, or as a value of TypeScript. */
export type WrittenScenario = z.input<typeof scenarioSchema>;

/**
 * Reads a scenario.
 *
 * @param where for messages: the file, or whatever has the scenario
 * @throws Refusal `UnreadableScenario` with the path of everything that is wrong
 */
export function readScenario(written: unknown, where: string): Scenario {
  const read = scenarioSchema.safeParse(written);
  if (!read.success) {
    throw unreadable(
      where,
      read.error.issues.map(({ path, message }) => `${path.join('.') || 'the scenario'}: ${message}`),
    );
  }
  const { name, title, before, lasts, expect } = read.data;
  const series = read.data.series.map(
    ({ namespace, metric, dimensions, interval, ...rest }): ScenarioSeries => ({
      role: rest.role,
      metric: { namespace, name: metric, dimensions },
      intervalSeconds: interval,
      slots: rest.values,
    }),
  );
  const logs = read.data.logs.map(({ every, ...rest }): ScenarioLog => ({ ...rest, everySeconds: every }));
  const problems = twiceIn(series);
  const ends = [
    ...series.map(({ intervalSeconds, slots }) => intervalSeconds * slots.length),
    ...logs.map(({ at, everySeconds, times }) => at + everySeconds * times),
    ...expect.flatMap(({ states, actions }) => [...states.keys(), ...(actions?.keys() ?? [])]),
  ];
  const lastsSeconds = lasts ?? Math.max(...ends);
  if (lasts !== undefined && ends.some((end) => end > lasts))
    problems.push('lasts: is shorter than a series, the logs or a time that something is expected at');
  if (problems.length > 0) throw unreadable(where, problems);
  return { name, title, before, lastsSeconds, series, logs, expect };
}

function twiceIn(series: readonly ScenarioSeries[]): string[] {
  const texts = series.map(({ role: of, metric }) => `${of} ${metricText(metric)}`);
  return texts.flatMap((text, index) =>
    texts.indexOf(text) < index ? [`series.${index}: series.${texts.indexOf(text)} has the same metric`] : [],
  );
}

/** @param problems each with its path */
export function unreadable(where: string, problems: readonly string[]): Refusal {
  return new Refusal('UnreadableScenario', [`${where} is no scenario:`, ...problems].join('\n  '), {
    next: 'correct the scenario: tools/alarms/README.md has an example',
  });
}
