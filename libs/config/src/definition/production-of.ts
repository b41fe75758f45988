import { type EnvironmentDefinition } from './define-environment';
import { type PresetName } from '../presets/preset-names.generated';

/**
 * The definition of a production environment of a preset, in the example account of AWS: to look at the decisions of a
 * preset, not to deploy it.
 *
 * @returns a definition named `ref-<preset>`; no environment of the repository has this name
 */
export function productionOf(preset: PresetName): EnvironmentDefinition {
  return { name: `ref-${preset}`, preset, account: '111122223333' };
}
