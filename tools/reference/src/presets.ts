import { type Environment } from '@bulkhead/config';

/** Production of each preset, by the name of the preset. */
export type Presets = ReadonlyMap<string, Environment>;

/**
 * The presets in whose production something is, as Markdown.
 *
 * @param words what is said where it is in every preset, and where it is in none
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
