/** Windows of a day and of a week, in UTC, in the format of RDS and ElastiCache. They do not overlap. */
export interface QuietHours {
  /** The window for backups, such as `06:00-07:00`. */
  readonly backup: string;
  /** The window for maintenance, such as `sun:07:30-sun:08:30`. */
  readonly maintenance: string;
}

const byContinent: Readonly<Record<string, QuietHours>> = {
  // From 11 at night in California to 3 in the morning in São Paulo.
  us: { backup: '06:00-07:00', maintenance: 'sun:07:30-sun:08:30' },
  ca: { backup: '06:00-07:00', maintenance: 'sun:07:30-sun:08:30' },
  mx: { backup: '06:00-07:00', maintenance: 'sun:07:30-sun:08:30' },
  sa: { backup: '06:00-07:00', maintenance: 'sun:07:30-sun:08:30' },
  // From half past 11 at night in Mumbai to 5 in the morning in Sydney, where Sunday has begun.
  ap: { backup: '18:00-19:00', maintenance: 'sat:19:30-sat:20:30' },
};

/** Europe, Africa and the Middle East: from midnight in Dublin to 4 in the morning in Dubai. */
const elsewhere: QuietHours = { backup: '00:00-01:00', maintenance: 'sun:01:30-sun:02:30' };

/** The early hours of a weekend, in local time of a region. @param region name of a region, such as `eu-west-1` */
export function quietHours(region: string): QuietHours {
  return byContinent[region.slice(0, region.indexOf('-'))] ?? elsewhere;
}
