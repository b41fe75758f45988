// Made by `npx nx run bulkhead:update-indexes` from the folders. Do not edit.
import { type PresetName } from '../presets/preset-names.generated';
import { presets as appPlatformPresets } from './app-platform/presets';
import { presets as cdnDnsPresets } from './cdn-dns/presets';
import { presets as databasePresets } from './database/presets';
import { presets as drRegionPresets } from './dr-region/presets';
import { presets as networkPresets } from './network/presets';
import { presets as observabilityPresets } from './observability/presets';

/** What a preset gives each app. */
export const appsOfPreset = (preset: PresetName) => ({
  'app-platform': appPlatformPresets[preset],
  'cdn-dns': cdnDnsPresets[preset],
  database: databasePresets[preset],
  'dr-region': drRegionPresets[preset],
  network: networkPresets[preset],
  observability: observabilityPresets[preset],
});
