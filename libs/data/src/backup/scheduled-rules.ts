import { type BackupSettings } from '@bulkhead/config';

export interface Lifecycle {
  /** @default never */
  readonly coldStorageAfterDays?: number;
  readonly deleteAfterDays: number;
}

/** The schedule of a tier, and the retention of its recovery points. */
export interface ScheduledRule {
  /** Lower-case words joined by hyphens. */
  readonly name: string;
  /** Cron expression of AWS, in UTC. */
  readonly schedule: string;
  readonly lifecycle: Lifecycle;
}

const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/**
 * The rules of the tiers, the most frequent first. AWS Backup runs only one of two rules in the same hour, so no two
 * rules ever share an hour. The daily tier has its own hour. The weekly tier takes an hour on one day of the week, and
 * the monthly tier takes one on one day of the month. On all other days, the hourly tier has this hour. So each hour of
 * each day has exactly one backup.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/plan-options-and-configuration.html
 */
export function scheduledRules(settings: BackupSettings): readonly ScheduledRule[] {
  const { daily, weekly, monthly } = settings;
  return [
    ...hourlyRules(settings),
    ...(daily ? [{ name: 'daily', schedule: `cron(0 ${daily.hour} * * ? *)`, lifecycle: daily }] : []),
    ...(weekly
      ? [{ name: 'weekly', schedule: `cron(0 ${weekly.hour} ? * ${weekly.weekday} *)`, lifecycle: weekly }]
      : []),
    ...(monthly
      ? [
          {
            name: 'monthly',
            schedule: `cron(0 ${monthly.hour} ${monthly.dayOfMonth} * ? *)`,
            lifecycle: monthly,
          },
        ]
      : []),
  ];
}

function hourlyRules({ hourly, daily, weekly, monthly }: BackupSettings): ScheduledRule[] {
  if (!hourly) return [];
  const taken = [daily?.hour, weekly?.hour, monthly?.hour];
  const hours = Array.from({ length: 24 / hourly.everyHours }, (_, index) => index * hourly.everyHours);
  const free = hours.filter((hour) => !taken.includes(hour));
  const rule = (name: string, schedule: string) => ({ name, schedule, lifecycle: hourly });
  return [
    ...(free.length > 0 ? [rule('hourly', `cron(0 ${free.join(',')} * * ? *)`)] : []),
    ...(weekly
      ? [rule('hourly-beside-weekly', `cron(0 ${weekly.hour} ? * ${allBut(weekly.weekday, weekdays)} *)`)]
      : []),
    ...(monthly
      ? [
          rule(
            'hourly-beside-monthly',
            `cron(0 ${monthly.hour} ${allBut(monthly.dayOfMonth, daysOfMonth)} * ? *)`,
          ),
        ]
      : []),
  ];
}

const daysOfMonth = Array.from({ length: 31 }, (_, index) => index + 1);

function allBut<T extends string | number>(one: T, all: readonly T[]): string {
  return all.filter((each) => each !== one).join(',');
}
