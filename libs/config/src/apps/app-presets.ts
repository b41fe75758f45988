import { type PresetName } from '../presets/preset-names.generated';

/**
 * The settings that a preset gives an app, before validation. Where they depend on what the environment itself says about
 * the app, such as a domain that no preset can know, they are a function of that. Nobody has checked it yet.
 */
export type AppPreset<Settings> =
  NonNullable<Settings> | ((own: Readonly<Record<string, unknown>>) => NonNullable<Settings>);

/** What each preset gives an app. A preset that is missing here does not have the app. */
export type AppPresets<Settings> = { readonly [Name in PresetName]?: AppPreset<Settings> };
