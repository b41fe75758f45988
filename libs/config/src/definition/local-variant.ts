import { emulatorAccount } from '../fields/environment-fields';
import { type PresetName } from '../presets/preset-names.generated';
import { type EnvironmentFile } from './environment-file';

/**
 * A preset on the local emulator: everything that production has, including sizes and regions. Nothing in it is real,
 * so nothing is protected, and it can be destroyed.
 *
 * @param domain the public name. @default there is none, and the load balancers are reached by the names of AWS
 */
export function localVariant(preset: PresetName, domain?: string): EnvironmentFile {
  const local = { preset, account: emulatorAccount, target: 'emulator', protected: false } as const;
  return domain === undefined ? local : { ...local, apps: { 'cdn-dns': { zone: { domain } } } };
}
