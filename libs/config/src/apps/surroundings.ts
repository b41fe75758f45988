import { type Region } from '../regions/region-schema';

/** The part of an environment that the checks of an app see: its regions and guards, and the settings of some apps. */
export interface Surroundings<Apps> {
  readonly account: string;
  readonly target: 'aws' | 'emulator';
  readonly protected: boolean;
  /** The rules that apply to the environment, such as `hipaa`. */
  readonly compliance: string;
  readonly regions: { readonly primary: Region; readonly dr?: Region | undefined };
  readonly apps: Apps;
}
