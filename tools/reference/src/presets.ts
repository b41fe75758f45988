import { type Environment } from '@bulkhead/config';

/** The production environment of each preset, by the name of the preset. */
export type Presets = ReadonlyMap<string, Environment>;

/**
 * The presets whose production environment has something, as Markdown.
 *
 * @param words the texts for "in every preset" and "in no preset"
 */
export function presetsWith(
  presets: Presets,
  has: (environment: Environment) => boolean,
  words: { readonly every: string; readonly none: string },
): string {
  const names = [...presets].flatMap(([name, environment]) => (has(environment) ? [`\`${name}\``] : []));
  if (names.length === presets.size) return words.every;
  return names.length === 0 ? words.none : names.join(', ');
}
