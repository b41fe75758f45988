import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readStrictJson } from '@bulkhead/config';
import { BulkheadError, Refusal } from '@bulkhead/errors';
import { z } from 'zod';
import { type CustomMetric } from '../published/require-published';
import { type LeftOut } from '../recommended/left-out';
import { readScenarios, type Scenario } from '../scenario/scenario';

/** The folder of an app in which its team says what its alarms have to do. */
export const alarmsFolder = 'alarms';

/** What is in these two files of the folder; every other file has scenarios. */
const customMetricsFile = 'custom-metrics.json';
const leftOutFile = 'left-out.json';

/** The largest file that is read, in bytes. */
const largest = 1_000_000;

/** An entry of a file. */
export type Filed<Entry> = Entry & {
  /** Path of the file from the root of the workspace. */
  readonly file: string;
};

/** What the teams say of their alarms. */
export interface AlarmFiles {
  readonly scenarios: readonly Filed<Scenario>[];
  readonly customMetrics: readonly Filed<CustomMetric>[];
  readonly leftOut: readonly Filed<LeftOut>[];
}

const sentence = z.string().refine((text) => text.trim().length >= 10, { error: 'says too little' });

const customMetricsSchema = z.array(
  z.strictObject({
    namespace: z.string().min(1),
    name: z.string().min(1),
    dimensions: z.array(z.string().min(1)),
    reason: sentence,
  }),
);

const leftOutSchema = z.array(
  z.strictObject({
    metric: z
      .string()
      .regex(/^\S+ \S+$/, { error: 'is no namespace and metric, such as AWS/RDS ReplicaLag' }),
    in: z
      .array(z.enum(['primary', 'dr', 'global']))
      .min(1)
      .optional(),
    reason: sentence,
  }),
);

/**
 * Reads the folder `alarms` of every app that has one, in the order of the paths.
 *
 * @param appRoots folders of the apps, from the root of the workspace
 * @throws Refusal `UnreadableAlarmFile` with everything that is wrong, by file and path
 */
export function readAlarmFiles(workspaceRoot: string, appRoots: readonly string[]): AlarmFiles {
  const scenarios: Filed<Scenario>[] = [];
  const customMetrics: Filed<CustomMetric>[] = [];
  const leftOut: Filed<LeftOut>[] = [];
  const problems: string[] = [];
  const read = <Entry>(file: string, entries: (value: unknown) => readonly Entry[]): Filed<Entry>[] => {
    try {
      const json = readStrictJson(join(workspaceRoot, file), largest);
      if ('problem' in json) throw unreadable([`${file}: ${json.problem}`]);
      return entries(json.value).map((entry) => ({ ...entry, file }));
    } catch (error) {
      if (!(error instanceof BulkheadError)) throw error;
      problems.push(error.message);
      return [];
    }
  };
  for (const file of filesOf(workspaceRoot, appRoots)) {
    if (file.endsWith(`/${customMetricsFile}`))
      customMetrics.push(...read(file, (value) => entriesOf(customMetricsSchema, value, file)));
    else if (file.endsWith(`/${leftOutFile}`))
      leftOut.push(...read(file, (value) => entriesOf(leftOutSchema, value, file)));
    else scenarios.push(...read(file, (value) => scenariosIn(value, file)));
  }
  problems.push(...twice(scenarios, ({ name }) => `scenario ${name}`));
  problems.push(...twice(leftOut, (each) => `${each.metric} in ${each.in?.join(', ') ?? 'all regions'}`));
  problems.push(
    ...twice(
      customMetrics,
      ({ namespace, name, dimensions }) => `${namespace} ${name} ${dimensions.join(', ')}`,
    ),
  );
  if (problems.length > 0) throw unreadable(problems);
  return { scenarios, customMetrics, leftOut };
}

function filesOf(workspaceRoot: string, appRoots: readonly string[]): string[] {
  return appRoots
    .map((root) => `${root}/${alarmsFolder}`)
    .filter((folder) => existsSync(join(workspaceRoot, folder)))
    .flatMap((folder) =>
      readdirSync(join(workspaceRoot, folder))
        .filter((name) => name.endsWith('.json'))
        .map((name) => `${folder}/${name}`),
    )
    .sort();
}

/** A file has one scenario, or a list. */
function scenariosIn(value: unknown, file: string): Scenario[] {
  if (!Array.isArray(value)) return readScenarios(value, file);
  return value.flatMap((each: unknown, index) => {
    const { name } = (each ?? {}) as { readonly name?: unknown };
    return readScenarios(each, `${file}: ${index}${typeof name === 'string' ? `, ${name},` : ''}`);
  });
}

function entriesOf<Entry>(schema: z.ZodType<Entry[]>, value: unknown, file: string): Entry[] {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  throw unreadable(
    read.error.issues.map(({ path, message }) => `${file}: ${path.join('.') || 'the list'}: ${message}`),
  );
}

function twice<Entry>(entries: readonly Filed<Entry>[], nameOf: (entry: Filed<Entry>) => string): string[] {
  const first = new Map<string, string>();
  return entries.flatMap((entry) => {
    const name = nameOf(entry);
    const other = first.get(name);
    if (other === undefined) first.set(name, entry.file);
    return other === undefined ? [] : [`${entry.file}: ${name} is also in ${other}`];
  });
}

function unreadable(problems: readonly string[]): Refusal {
  return new Refusal('UnreadableAlarmFile', problems.join('\n'), {
    next: 'correct what it names: tools/alarms/README.md has examples of the files',
  });
}
