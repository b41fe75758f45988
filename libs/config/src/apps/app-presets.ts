import { type PresetName } from '../presets/preset-names.generated';

/** What presets give an app: the settings of its stacks, before validation. Other presets do not have the app. */
export type AppPresets<Settings> = { readonly [Name in PresetName]?: NonNullable<Settings> };
