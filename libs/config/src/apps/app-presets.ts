import { type PresetName } from '../presets/preset-names.generated';

/** The settings that presets give an app, before validation. A preset that is missing here does not have the app. */
export type AppPresets<Settings> = { readonly [Name in PresetName]?: NonNullable<Settings> };
