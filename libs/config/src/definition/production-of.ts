import { type EnvironmentDefinition } from './define-environment';
import { type PresetName } from '../presets/preset-names.generated';

/**
 * The definition of a production environment of a preset, in the example account of AWS: to look at the decisions of a
 * preset, not to deploy it. It has a domain of AWS's examples, since a preset cannot know one.
 *
 * @returns a definition named `ref-<preset>`; no environment of the repository has this name
 */
export function productionOf(preset: PresetName): EnvironmentDefinition {
  const apps = { 'cdn-dns': { zone: { domain: `${preset}.example.org` } } };
  return { name: `ref-${preset}`, preset, account: '111122223333', apps };
}
