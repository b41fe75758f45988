import { environmentSchema, type Environment, type EnvironmentInput } from './environment-schema';
import { presetNames, type PresetName } from '../presets/preset-names.generated';
import { textProblems } from './text-problems';

/** Loaded only to define an environment, or to report its problems. Many callers only look at environments. */
const ofPreset = () => require('./whole-preset') as typeof import('./whole-preset');
const ofProblems = () => require('./invalid-environment') as typeof import('./invalid-environment');

/**
 * Every key is optional at every depth. `null` removes a setting of the preset. Arrays must be given whole: a merge by
 * index would surprise.
 */
export type Overrides<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { [Key in keyof T]?: Overrides<T[Key]> | null }
    : T;

/** The settings of an environment. All other settings come from its preset. */
export type EnvironmentDefinition = Overrides<EnvironmentInput> & {
  readonly name: string;
  readonly preset: PresetName;
  readonly account: string;
};

/**
 * Builds an environment from a definition: the preset, overridden by the values of the definition, then validated.
 *
 * @param source path of the definition relative to the workspace, for messages
 * @throws BulkheadError `InvalidEnvironment`, which names the source, each path in it, the value and what is allowed
 */
export function defineEnvironment(definition: EnvironmentDefinition, source: string): Environment {
  return parseEnvironment(definition, source);
}

/** Like `defineEnvironment`, for a definition that nobody has checked yet, such as a parsed file. */
export function parseEnvironment(definition: unknown, source: string): Environment {
  const whole = overPreset(definition);
  const parsed = environmentSchema.safeParse(whole);
  const texts = textProblems(whole);
  if (parsed.success && texts.length === 0) return parsed.data;
  throw ofProblems().invalidEnvironment(source, {
    issues: parsed.error?.issues ?? [],
    texts,
    whole,
    // Without a preset, settings that the definition leaves out are unknown.
    ...(presetOf(definition) === undefined && { definition }),
  });
}

function presetOf(definition: unknown): PresetName | undefined {
  return isRecord(definition) ? presetNames.find((name) => name === definition['preset']) : undefined;
}

/** @emulator Databases leave no final snapshot: the data is worth none, and a destroy must leave nothing. */
function overPreset(definition: unknown): unknown {
  const preset = presetOf(definition);
  if (!isRecord(definition) || !preset) return definition;
  const { apps } = definition;
  const base = ofPreset().wholePreset(preset, isRecord(apps) ? apps : {});
  const { target = base.target } = definition;
  // The emulator holds no data worth a snapshot, and must be empty after a destroy.
  const defaults = { deploymentId: definition['name'], finalSnapshots: target !== 'emulator' };
  return merge(merge(base, defaults), definition);
}

function merge(base: unknown, over: unknown): unknown {
  if (over === undefined) return base;
  if (over === null) return undefined;
  if (!isRecord(base) || !isRecord(over)) return over;
  // Another member of a union shares no settings with the member of the preset, so the preset's settings are dropped.
  if (over['type'] !== undefined && over['type'] !== base['type']) return over;
  const keys = new Set([...Object.keys(base), ...Object.keys(over)]);
  const merged = [...keys].map((key) => [key, merge(base[key], over[key])] as const);
  return Object.fromEntries(merged.filter(([, value]) => value !== undefined));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
