import { appsOfPreset } from '../apps/presets.generated';
import { type PresetName } from '../presets/preset-names.generated';
import { presets } from '../presets/presets.generated';
import { type EnvironmentInput } from './environment-schema';

/**
 * The fields that a preset decides. The rest (name, account, deployment id, final snapshots) depends on the
 * environment.
 */
export type WholePreset = Omit<
  EnvironmentInput,
  'name' | 'account' | 'preset' | 'deploymentId' | 'finalSnapshots'
>;

/**
 * The settings that a preset gives an environment, with the settings of each app. An app without settings is left out.
 */
export function wholePreset(name: PresetName): WholePreset {
  return { ...presets[name](), apps: appsOfPreset(name) };
}
