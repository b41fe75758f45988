// Made by `npx nx run bulkhead:update-indexes` from the folders. Do not edit.
import { z } from 'zod';
import { settings as appPlatformSettings } from './app-platform/settings';
import { settings as cdnDnsSettings } from './cdn-dns/settings';
import { settings as databaseSettings } from './database/settings';
import { settings as drRegionSettings } from './dr-region/settings';
import { settings as networkSettings } from './network/settings';
import { settings as observabilitySettings } from './observability/settings';

/**
 * Settings of every stack, by app and stack. A stack that has none here is not part of the environment:
 * no tool synthesizes or deploys it.
 */
export const appsSchema = z.strictObject({
  'app-platform': appPlatformSettings,
  'cdn-dns': cdnDnsSettings,
  database: databaseSettings,
  'dr-region': drRegionSettings,
  network: networkSettings,
  observability: observabilitySettings,
});

export type AppsSettings = z.infer<typeof appsSchema>;
