/** When RDS works on a database, in UTC. The two must not overlap, or RDS refuses them. */
export interface PreferredWindows {
  /** Every day. */
  readonly backup: string;
  /** Once a week, in the night to Sunday. */
  readonly maintenance: string;
}

/** The small hours of the middle of each part of the world. */
const windows = {
  america: { backup: '06:00-07:00', maintenance: 'sun:07:30-sun:08:30' },
  europe: { backup: '01:00-02:00', maintenance: 'sun:02:30-sun:03:30' },
  asia: { backup: '17:00-18:00', maintenance: 'sat:18:30-sat:19:30' },
} as const;

/** Where a region is, by the geography that its name begins with. */
const partsOfTheWorld: Readonly<Record<string, keyof typeof windows>> = {
  us: 'america',
  ca: 'america',
  mx: 'america',
  sa: 'america',
  eu: 'europe',
  af: 'europe',
  il: 'europe',
  me: 'europe',
  ap: 'asia',
  cn: 'asia',
};

/**
 * When the fewest users of a region are at work.
 *
 * @param region name of a region, such as `ap-southeast-1`; one of a geography that is not known gets Europe's night,
 * which is nearest to UTC
 */
export function preferredWindows(region: string): PreferredWindows {
  return windows[partsOfTheWorld[region.slice(0, 2)] ?? 'europe'];
}
