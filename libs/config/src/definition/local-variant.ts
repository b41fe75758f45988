import { emulatorAccount } from '../fields/environment-fields';
import { type PresetName } from '../presets/preset-names.generated';
import { type EnvironmentFile } from './environment-file';

/**
 * A preset on the local emulator: everything that production has, including sizes and regions. Nothing in it is real,
 * so nothing is protected, and it can be destroyed. Its domain is one that nobody can have on the internet.
 * https://www.rfc-editor.org/rfc/rfc6761#section-6.2
 */
export function localVariant(preset: PresetName): EnvironmentFile {
  const apps = { 'cdn-dns': { zone: { domain: `${preset}.bulkhead.test` } } };
  return { preset, account: emulatorAccount, target: 'emulator', protected: false, apps };
}
