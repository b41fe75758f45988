import { type EnvironmentDefinition } from './define-environment';
import { type PresetName } from '../presets/preset-names.generated';

/**
 * What production of a preset would say of itself, in the account that AWS uses in examples: to look at what a preset
 * decides, not to deploy it.
 *
 * @returns a definition named `ref-<preset>`, which no environment of the repository is
 */
export function productionOf(preset: PresetName): EnvironmentDefinition {
  return { name: `ref-${preset}`, preset, account: '111122223333' };
}
