import { environmentSchema, type Environment, type EnvironmentInput } from './environment-schema';
import { presetNames, type PresetName } from '../presets/preset-names.generated';
import { textProblems } from './text-problems';

/** Loaded where there is an environment to define, and what is wrong with one where something is: many only look on. */
const ofPreset = () => require('./whole-preset') as typeof import('./whole-preset');
const ofProblems = () => require('./invalid-environment') as typeof import('./invalid-environment');

/**
 * Every key optional at every depth, and `null` for what the preset has and the environment has not; arrays are given
 * whole, because merging them by index surprises.
 */
export type Overrides<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { [Key in keyof T]?: Overrides<T[Key]> | null }
    : T;

/** What an environment says of itself; everything else comes from its preset. */
export type EnvironmentDefinition = Overrides<EnvironmentInput> & {
  readonly name: string;
  readonly preset: PresetName;
  readonly account: string;
};

/**
 * The environment that a definition stands for: the preset with the definition's values over it, validated.
 *
 * @param source where the definition is written, for messages: a path relative to the workspace
 * @throws BulkheadError `InvalidEnvironment`, naming the source, each path in it, the value and what is allowed
 */
export function defineEnvironment(definition: EnvironmentDefinition, source: string): Environment {
  return parseEnvironment(definition, source);
}

/** As `defineEnvironment`, for a definition that nothing has looked at yet, such as a parsed file. */
export function parseEnvironment(definition: unknown, source: string): Environment {
  const whole = overPreset(definition);
  const parsed = environmentSchema.safeParse(whole);
  const texts = textProblems(whole);
  if (parsed.success && texts.length === 0) return parsed.data;
  throw ofProblems().invalidEnvironment(source, {
    issues: parsed.error?.issues ?? [],
    texts,
    whole,
    // Without a preset nothing is known of what a definition leaves out.
    ...(presetOf(definition) === undefined && { definition }),
  });
}

function presetOf(definition: unknown): PresetName | undefined {
  return isRecord(definition) ? presetNames.find((name) => name === definition['preset']) : undefined;
}

/** @emulator Databases leave no final snapshot: nothing there is worth one, and a destroy leaves nothing. */
function overPreset(definition: unknown): unknown {
  const preset = presetOf(definition);
  if (!isRecord(definition) || !preset) return definition;
  const base = ofPreset().wholePreset(preset);
  const { target = base.target } = definition;
  // An emulator holds nothing that is worth a snapshot, and is to be empty after a destroy.
  const defaults = { deploymentId: definition['name'], finalSnapshots: target !== 'emulator' };
  return merge(merge(base, defaults), definition);
}

function merge(base: unknown, over: unknown): unknown {
  if (over === undefined) return base;
  if (over === null) return undefined;
  if (!isRecord(base) || !isRecord(over)) return over;
  // Another member of a union shares no settings with the preset's, so nothing of the preset's is kept.
  if (over['type'] !== undefined && over['type'] !== base['type']) return over;
  const keys = new Set([...Object.keys(base), ...Object.keys(over)]);
  const merged = [...keys].map((key) => [key, merge(base[key], over[key])] as const);
  return Object.fromEntries(merged.filter(([, value]) => value !== undefined));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
