import { defineEnvironment } from './define-environment';
import { emulatorAccount, type Environment } from './environment-schema';
import { type PresetName } from './presets/preset-names';

/**
 * A preset on the local emulator: all that production has, sizes and regions included. Nothing in it is real, so
 * nothing in it is protected, and it can be destroyed.
 *
 * @param name name of the environment, and of its file in `environments`
 */
export function localVariant(name: string, preset: PresetName): Environment {
  return defineEnvironment(
    { name, preset, account: emulatorAccount, target: 'emulator', protected: false },
    `libs/config/src/environments/${name}.ts`,
  );
}
