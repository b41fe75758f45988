import { type z } from 'zod';
import { type AppPresets } from '../app-presets';
import { webEdge } from './preset-edge';
import { type settings } from './settings';

type Settings = NonNullable<z.input<typeof settings>>;

/**
 * What an environment with a domain gets. A preset cannot know a domain, and without a domain there is no zone, no
 * certificate and no record.
 */
const withDomain =
  (additions: object) =>
  ({ zone }: Readonly<Record<string, unknown>>): Settings =>
    (zone ? additions : {}) as Settings;

/** One region, which serves everybody. */
const oneRegion = withDomain({ certificates: {} });

/** Two regions, and a log of who asked for their name. */
const twoRegions = withDomain({ zone: { queryLogRetentionDays: 365 }, certificates: {} });

/** What each preset gives `cdn-dns`. */
export const presets: AppPresets<Settings> = {
  saas: oneRegion,
  'ecs-ec2': oneRegion,
  'patient-data': twoRegions,
  'hipaa-dr': twoRegions,
  'web-multi-region': (own) => ({ ...twoRegions(own), edge: webEdge }),
};
