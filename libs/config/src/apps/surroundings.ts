import { type Region } from '../regions/region-schema';

/** What the checks of an app see of an environment: its regions and guards, and the settings of some apps. */
export interface Surroundings<Apps> {
  readonly account: string;
  readonly target: 'aws' | 'emulator';
  readonly protected: boolean;
  readonly regions: { readonly primary: Region; readonly dr?: Region | undefined };
  readonly apps: Apps;
}
