import { type AppPreset } from '../apps/app-presets';
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
  'name' | 'account' | 'preset' | 'deploymentId' | 'finalSnapshots' | 'apps'
> & { readonly apps: Readonly<Record<string, object | undefined>> };

/**
 * The settings that a preset gives an environment, with the settings of each app. An app without settings is left out.
 *
 * @param own what the environment itself says about its apps, by app. Nobody has checked it yet
 */
export function wholePreset(name: PresetName, own: Readonly<Record<string, unknown>>): WholePreset {
  const ofApps: Readonly<Record<string, AppPreset<object> | undefined>> = appsOfPreset(name);
  const settings = Object.entries(ofApps).map(
    ([app, preset]) => [app, settingsOf(preset, own[app])] as const,
  );
  return { ...presets[name](), apps: Object.fromEntries(settings) };
}

function settingsOf(preset: AppPreset<object> | undefined, own: unknown): object | undefined {
  if (typeof preset !== 'function') return preset;
  return preset(typeof own === 'object' && own !== null ? (own as Record<string, unknown>) : {});
}
