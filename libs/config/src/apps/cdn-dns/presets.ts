import { type z } from 'zod';
import { type AppPresets } from '../app-presets';
import { webEdge } from './preset-edge';
import { activeActiveRouting, activePassiveRouting, oneRegionRouting } from './preset-routing';
import { type settings } from './settings';

type Settings = NonNullable<z.input<typeof settings>>;

/** What an environment says of `cdn-dns` itself. */
interface Own {
  readonly zone?: { readonly hostedZoneId?: unknown } | null;
}

/**
 * What an environment with a domain gets. A preset cannot know a domain, and without a domain there is no zone, no
 * certificate and no record.
 */
const withDomain =
  (additions: (zone: NonNullable<Own['zone']>) => object) =>
  (own: Readonly<Record<string, unknown>>): Settings => {
    const { zone } = own as Own;
    return (zone ? additions(zone) : {}) as Settings;
  };

/** One region, which serves everybody. */
const oneRegion = withDomain(() => ({ certificates: {}, routing: oneRegionRouting }));

/** Two regions, and a log of who asked for their name, if the zone is not somebody else's. */
const twoRegions = (routing: Settings['routing']) =>
  withDomain(({ hostedZoneId }) => ({
    ...(hostedZoneId === undefined && { zone: { queryLogRetentionDays: 365 } }),
    certificates: {},
    routing,
  }));

/** What each preset gives `cdn-dns`. */
export const presets: AppPresets<Settings> = {
  saas: oneRegion,
  'ecs-ec2': oneRegion,
  'patient-data': twoRegions(activePassiveRouting),
  'hipaa-dr': twoRegions(activePassiveRouting),
  'web-multi-region': (own) => ({ ...twoRegions(activeActiveRouting)(own), edge: webEdge }),
};
