import { appsOfPreset } from '../apps/presets.generated';
import { type PresetName } from '../presets/preset-names.generated';
import { presets } from '../presets/presets.generated';
import { type EnvironmentInput } from './environment-schema';

/** What a preset decides. The rest (name, account, deployment id, what is left of it) only an environment can know. */
export type WholePreset = Omit<
  EnvironmentInput,
  'name' | 'account' | 'preset' | 'deploymentId' | 'finalSnapshots'
>;

/** The shape that a preset gives an environment, with what it gives each app; an app that it does not name is left out. */
export function wholePreset(name: PresetName): WholePreset {
  return { ...presets[name](), apps: appsOfPreset(name) };
}
