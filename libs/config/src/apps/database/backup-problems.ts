/** The settings of `database`, stack `backup`, that the checks read. */
interface Settings {
  readonly hourly?: { readonly everyHours: number; readonly deleteAfterDays: number };
  readonly daily?: Timed;
  readonly weekly?: Timed;
  readonly monthly?: Timed;
  readonly continuous?: { readonly retentionDays: number };
  readonly startWindowMinutes: number;
  readonly completionWindowMinutes: number;
  readonly lock: { readonly minRetentionDays: number; readonly maxRetentionDays: number };
}

/** A tier with a start hour of its own. */
interface Timed {
  readonly hour: number;
  readonly coldStorageAfterDays?: number;
  readonly deleteAfterDays: number;
}

/** A setting that AWS would refuse, or would accept and ignore. */
export interface BackupProblem {
  readonly path: (string | number)[];
  readonly allowed: string;
}

const timedTiers = ['daily', 'weekly', 'monthly'] as const;

/** Days that a recovery point stays in cold storage: https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html */
const fewestColdDays = 90;

/** Conflicts between settings of a backup that are valid one by one. */
export function backupProblems(settings: Settings): readonly BackupProblem[] {
  return [
    ...tierProblems(settings),
    ...coldStorageProblems(settings),
    ...windowProblems(settings),
    ...continuousProblems(settings),
    ...lockProblems(settings),
  ];
}

function tierProblems({ hourly, daily, weekly, monthly }: Settings): BackupProblem[] {
  if (hourly ?? daily ?? weekly ?? monthly) return [];
  return [{ path: ['daily'], allowed: 'at least one of hourly, daily, weekly and monthly' }];
}

function coldStorageProblems(settings: Settings): BackupProblem[] {
  return timedTiers.flatMap((name) => {
    const { coldStorageAfterDays: cold, deleteAfterDays = 0 } = settings[name] ?? {};
    if (cold === undefined || deleteAfterDays >= cold + fewestColdDays) return [];
    const allowed = `at least ${cold + fewestColdDays}: what moves to cold storage after ${cold} days stays there for ${fewestColdDays} at least`;
    return [{ path: [name, 'deleteAfterDays'], allowed }];
  });
}

/**
 * If the start windows of two tiers share a minute, AWS Backup runs only the tier with the longer retention. A weekly
 * and a monthly tier fall on the same day sooner or later, so their hours are compared as if both ran every day.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/plan-options-and-configuration.html
 */
function windowProblems(settings: Settings): BackupProblem[] {
  const { hourly, startWindowMinutes, completionWindowMinutes } = settings;
  const windows = timedTiers.flatMap((name) => {
    const start = settings[name]?.hour;
    return start === undefined ? [] : [{ name, start: start * 60, end: start * 60 + startWindowMinutes }];
  });
  return [
    ...(completionWindowMinutes > startWindowMinutes
      ? []
      : [
          {
            path: ['completionWindowMinutes'],
            allowed: `more than startWindowMinutes (${startWindowMinutes}): a job may start at its end`,
          },
        ]),
    ...(hourly && startWindowMinutes > hourly.everyHours * 60
      ? [
          {
            path: ['startWindowMinutes'],
            allowed: `at most ${hourly.everyHours * 60} with hourly.everyHours ${hourly.everyHours}: of two windows that overlap, AWS Backup runs one`,
          },
        ]
      : []),
    ...(hourly ? timedTiers : []).flatMap((name) => {
      const hour = settings[name]?.hour ?? 0;
      if (hour % (hourly?.everyHours ?? 1) === 0) return [];
      const allowed = `a multiple of hourly.everyHours (${hourly?.everyHours}), so that it takes the place of one hourly backup`;
      return [{ path: [name, 'hour'], allowed }];
    }),
    ...windows.flatMap(({ name, start, end }, index) => {
      const other = windows.slice(0, index).find((earlier) => earlier.start < end && start < earlier.end);
      if (end > 24 * 60) {
        return [{ path: [name, 'hour'], allowed: 'an hour whose start window ends by midnight UTC' }];
      }
      if (!other) return [];
      const allowed = `an hour whose start window does not overlap that of ${other.name}: AWS Backup would run only the one that is kept for longer`;
      return [{ path: [name, 'hour'], allowed }];
    }),
  ];
}

/** For a bucket, point-in-time recovery replaces the most frequent tier, so it must reach back as far. */
function continuousProblems({ hourly, daily, weekly, monthly, continuous }: Settings): BackupProblem[] {
  const needed = (hourly ?? daily ?? weekly ?? monthly)?.deleteAfterDays ?? 0;
  if (!continuous || continuous.retentionDays >= needed) return [];
  const allowed = `at least ${needed}, as many days as the most frequent tier is kept, which it stands in for`;
  return [{ path: ['continuous', 'retentionDays'], allowed }];
}

/**
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/API_PutBackupVaultLockConfiguration.html: a job with a
 * retention outside the lock fails.
 */
function lockProblems({ hourly, daily, weekly, monthly, continuous, lock }: Settings): BackupProblem[] {
  const { minRetentionDays: min, maxRetentionDays: max } = lock;
  if (min > max) {
    return [{ path: ['lock', 'minRetentionDays'], allowed: `at most lock.maxRetentionDays: ${max}` }];
  }
  const retentions: [string, string, number | undefined][] = [
    ['hourly', 'deleteAfterDays', hourly?.deleteAfterDays],
    ['daily', 'deleteAfterDays', daily?.deleteAfterDays],
    ['weekly', 'deleteAfterDays', weekly?.deleteAfterDays],
    ['monthly', 'deleteAfterDays', monthly?.deleteAfterDays],
    ['continuous', 'retentionDays', continuous?.retentionDays],
  ];
  return retentions
    .filter(([, , days]) => days !== undefined && (days < min || days > max))
    .map(([tier, field]) => ({
      path: [tier, field],
      allowed: `${min} to ${max}: the lock of the vault fails every other job`,
    }));
}
