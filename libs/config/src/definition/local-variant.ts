import { emulatorAccount } from '../fields/environment-fields';
import { type PresetName } from '../presets/preset-names.generated';
import { type EnvironmentFile } from './environment-file';

/**
 * A preset on the local emulator: everything that production has, including sizes and regions. Nothing in it is real,
 * so nothing is protected, and it can be destroyed.
 */
export function localVariant(preset: PresetName): EnvironmentFile {
  return { preset, account: emulatorAccount, target: 'emulator', protected: false };
}
