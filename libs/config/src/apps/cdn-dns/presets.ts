import { type z } from 'zod';
import { type AppPreset, type AppPresets } from '../app-presets';
import { activeActiveRouting, activePassiveRouting, oneRegionRouting } from './preset-routing';
import { type settings } from './settings';

type Settings = NonNullable<z.input<typeof settings>>;

/**
 * What an environment with a domain gets. A preset cannot know a domain, and without a domain there is no zone, no
 * certificate and no record.
 */
const withDomain =
  (additions: object): AppPreset<Settings> =>
  ({ zone }) =>
    (zone ? additions : {}) as Settings;

/** One region, which serves everybody. */
const oneRegion = withDomain({ certificates: {}, routing: oneRegionRouting });

/** Two regions, and a log of who asked for their name. */
const twoRegions = (routing: Settings['routing']) =>
  withDomain({ zone: { queryLogRetentionDays: 365 }, certificates: {}, routing });

/** What each preset gives `cdn-dns`. */
export const presets: AppPresets<Settings> = {
  saas: oneRegion,
  'ecs-ec2': oneRegion,
  'patient-data': twoRegions(activePassiveRouting),
  'hipaa-dr': twoRegions(activePassiveRouting),
  'web-multi-region': twoRegions(activeActiveRouting),
};
