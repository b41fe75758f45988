import { Refusal, Unfit } from '@bulkhead/errors';
import { z } from 'zod';
import { alarmStates, type AlarmState } from '../model/alarm-state';
import { type RegionRole } from '../model/alarms';
import { type Metric, metricText } from '../model/metric';
import { secondsOf } from './duration';
import { readValues, type Values } from './notation';

/** What a part of a scenario names: exactly one thing, unless it says otherwise. */
export interface Naming {
  /** It stands for each thing that fits, however many there are. */
  readonly each: boolean;
  /** It is left out where nothing fits. */
  readonly optional: boolean;
}

/** The data of a metric. */
export interface ScenarioSeries extends Naming {
  readonly role: RegionRole;
  readonly metric: Metric;
  readonly intervalSeconds: number;
  readonly values: Values;
  /** What `SERVICE_QUOTA` says of the metric, all the time. */
  readonly quota?: number;
}

/** Log events that come at once, and maybe again. */
export interface ScenarioLog extends Pick<Naming, 'optional'> {
  readonly role: RegionRole;
  /** Name of the log group; a star stands for any text. */
  readonly logGroup: string;
  readonly at: number;
  readonly everySeconds: number;
  readonly times: number;
  readonly lines: readonly string[];
}

/** What an alarm is meant to do. */
export interface Expectation extends Naming {
  readonly role: RegionRole;
  /** Name of the alarm; a star stands for any text. */
  readonly alarm: string;
  /** Its state at some seconds. */
  readonly states: ReadonlyMap<number, AlarmState>;
  /** All that it does, by second. A star stands for any text. @default nothing is said of it */
  readonly actions?: ReadonlyMap<number, readonly string[]>;
}

/** How many pages people may get, of all alarms together. */
export interface PageLimit {
  /** Only of alarms in this region. @default all regions */
  readonly role?: RegionRole;
  /** What alarms do to page somebody; a star stands for any text. */
  readonly topic: string;
  readonly atMost: number;
  /** When the first page has to have come at the latest, in seconds. @default no page has to come */
  readonly by?: number;
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
  /** What values are drawn from. Undefined if none are. */
  readonly seed?: number;
  readonly series: readonly ScenarioSeries[];
  readonly logs: readonly ScenarioLog[];
  readonly expect: readonly Expectation[];
  readonly pages: readonly PageLimit[];
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
    return readValues(text);
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

const roles = z.enum(['primary', 'dr', 'global']);

const role = roles.optional();

const optional = z.boolean().default(false);
const each = z.boolean().default(false);

const seriesSchema = z.strictObject({
  namespace: z.string().min(1),
  metric: z.string().min(1),
  dimensions: z.record(z.string(), z.string()).default({}),
  role,
  interval: longerThanNothing.default(60),
  values,
  quota: z.number().positive().optional(),
  each,
  optional,
});

const logSchema = z.strictObject({
  logGroup: z.string().min(1),
  role,
  at: duration,
  every: longerThanNothing.default(60),
  times: z.number().int().min(1).default(1),
  lines: z.array(z.string()).min(1),
  optional,
});

const expectationSchema = z.strictObject({
  alarm: z.string().min(1),
  role,
  states: byTime(z.enum(alarmStates)),
  actions: byTime(z.array(z.string().min(1)).min(1)).optional(),
  each,
  optional,
});

const pagesSchema = z.strictObject({
  topic: z.string().min(1),
  role,
  atMost: z.number().int().min(0),
  by: duration.optional(),
});

const scenarioSchema = z
  .strictObject({
    name: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: 'is not in kebab case' }),
    title: z.string().min(1),
    in: z.array(roles).min(1).optional(),
    before: z.enum(alarmStates).default('OK'),
    lasts: longerThanNothing.optional(),
    seed: z.number().int().optional(),
    series: z.array(seriesSchema).default([]),
    logs: z.array(logSchema).default([]),
    expect: z.array(expectationSchema).default([]),
    pages: z.union([pagesSchema.transform((only) => [only]), z.array(pagesSchema).min(1)]).optional(),
  })
  .refine((read) => read.expect.length > 0 || read.pages !== undefined, {
    path: ['expect'],
    error: 'and pages are missing: nothing could be wrong',
  });

/** A scenario as a person writes it: in JSON, or as a value of TypeScript. */
export type WrittenScenario = z.input<typeof scenarioSchema>;

type ReadScenario = z.output<typeof scenarioSchema>;

/**
 * Reads a scenario. With `in`, it is a scenario for each of these regions, with the role behind its name.
 *
 * @param where for messages: the file, or whatever has the scenario
 * @throws Refusal `UnreadableScenario` with the path of everything that is wrong
 */
export function readScenarios(written: unknown, where: string): Scenario[] {
  const read = scenarioSchema.safeParse(written);
  if (!read.success) {
    throw unreadable(
      where,
      read.error.issues.map(({ path, message }) => `${path.join('.') || 'the scenario'}: ${message}`),
    );
  }
  const { data } = read;
  const all = data.in
    ? data.in.map((of) => scenarioIn(of, { ...data, name: `${data.name}-${of}` }))
    : [scenarioIn('primary', data)];
  const problems = [...new Set(all.flatMap((scenario) => problemsOf(scenario, data)))];
  if (problems.length > 0) throw unreadable(where, problems);
  return all;
}

/** Reads a scenario without `in`. Parameters and errors are those of `readScenarios`. */
export function readScenario(written: unknown, where: string): Scenario {
  const [only, ...others] = readScenarios(written, where);
  if (!only || others.length > 0)
    throw unreadable(where, ['in: it is a scenario for each of several regions']);
  return only;
}

/** @param otherwise the role of what says no role */
function scenarioIn(otherwise: RegionRole, data: ReadScenario): Scenario {
  const { name, title, before, lasts, seed, pages = [] } = data;
  const expect = data.expect.map((one): Expectation => ({ ...one, role: one.role ?? otherwise }));
  const series = data.series.map(({ namespace, metric, dimensions, interval, ...rest }): ScenarioSeries => ({
    ...rest,
    role: rest.role ?? otherwise,
    metric: { namespace, name: metric, dimensions },
    intervalSeconds: interval,
  }));
  const logs = data.logs.map(({ every, ...rest }): ScenarioLog => ({
    ...rest,
    role: rest.role ?? otherwise,
    everySeconds: every,
  }));
  const lastsSeconds = lasts ?? Math.max(...ends({ series, logs, expect, pages }));
  return { name, title, before, lastsSeconds, seed, series, logs, expect, pages };
}

/** When the parts of a scenario end. */
function ends({ series, logs, expect, pages }: Pick<Scenario, 'series' | 'logs' | 'expect' | 'pages'>) {
  return [
    ...series.map((one) => one.intervalSeconds * one.values.length),
    ...logs.map(({ at, everySeconds, times }) => at + everySeconds * times),
    ...expect.flatMap(({ states, actions }) => [...states.keys(), ...(actions?.keys() ?? [])]),
    ...pages.flatMap(({ by }) => by ?? []),
  ];
}

function problemsOf(scenario: Scenario, { lasts, seed, in: given }: ReadScenario): string[] {
  const isDrawn = scenario.series.some((one) => one.values.isDrawn);
  return [
    ...twiceIn(scenario.series),
    ...(lasts !== undefined && ends(scenario).some((end) => end > lasts)
      ? ['lasts: is shorter than a series, the logs or a time that something is expected at']
      : []),
    ...(isDrawn && seed === undefined ? ['seed: is missing, and values are drawn from it'] : []),
    ...(!isDrawn && seed !== undefined ? ['seed: nothing is drawn from it: take it away'] : []),
    ...(given && new Set(given).size < given.length ? ['in: has a role twice'] : []),
  ];
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
