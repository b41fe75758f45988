import { z } from 'zod';
import { backupProblems } from './backup-problems';

/** Day of the week on which the backup starts, in UTC. */
const weekday = z.enum(['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT']);

/** Hour of the day at which the backup starts, in UTC. */
const hour = z.int().min(0).max(23);

/** https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html: at most a hundred years. */
const retentionDays = z.int().min(1).max(36500, 'AWS Backup keeps nothing for more than a hundred years');

const lifecycle = {
  /**
   * Days after which a recovery point moves to cold storage, if its type supports cold storage: file systems do,
   * databases and buckets do not. @default it stays in warm storage
   */
  coldStorageAfterDays: z
    .int()
    .refine((days) => days >= 1, {
      params: { allowed: 'at least 1 day, the first that AWS Backup moves on' },
    })
    .optional(),
  /** Days after which a recovery point is deleted. */
  deleteAfterDays: retentionDays,
};

/** The most that point-in-time recovery can go back: 35 days. */
const mostContinuousDays = 35;

const continuous = z.strictObject({
  /** How far back a bucket can be restored to any second, in days. */
  retentionDays: z.int().refine((days) => days >= 1 && days <= mostContinuousDays, {
    params: {
      allowed: `1 to ${mostContinuousDays}: point-in-time recovery of AWS goes back ${mostContinuousDays} days at most`,
    },
  }),
});

const retentionLimits = {
  /** The vault refuses recovery points with a shorter retention, in days. */
  minRetentionDays: retentionDays,
  /** The vault refuses recovery points with a longer retention, in days. */
  maxRetentionDays: retentionDays,
};

const lock = z.discriminatedUnion('type', [
  /** Only people who may remove the lock can delete a recovery point before its time. */
  z.strictObject({ type: z.literal('governance'), ...retentionLimits }),
  /**
   * Nobody can delete a recovery point before its time, not even AWS. After the days of grace, nobody can change or
   * remove the lock.
   */
  z.strictObject({
    type: z.literal('compliance'),
    ...retentionLimits,
    /**
     * Days of grace. After them, nobody can remove the lock.
     * https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html
     *
     * @change AWS refuses the change once the days are over
     */
    changeableForDays: z.int().refine((days) => days >= 3 && days <= 36500, {
      params: { allowed: '3 to 36500: AWS gives three days at least to think again' },
    }),
  }),
]);

/** Settings of `database`, stack `backup`. All hours are in UTC, where no hour is repeated or missing. */
export const backupSchema = z
  .strictObject({
    /** Every few hours, in hours that no other tier uses. @default no such tier */
    hourly: z
      .strictObject({
        /** Hours between two backups. */
        everyHours: z.number().refine((hours) => Number.isInteger(hours) && hours >= 1 && 24 % hours === 0, {
          params: { allowed: 'a number of hours that divides a day, from 1: AWS Backup runs hourly at most' },
        }),
        /** Days after which a recovery point is deleted. */
        deleteAfterDays: retentionDays,
      })
      .optional(),
    /** Every day. @default no such tier */
    daily: z.strictObject({ hour, ...lifecycle }).optional(),
    /** Once a week. @default no such tier */
    weekly: z.strictObject({ weekday, hour, ...lifecycle }).optional(),
    /** Once a month. @default no such tier */
    monthly: z
      .strictObject({
        /** A day that exists in every month. */
        dayOfMonth: z.int().min(1).max(28),
        hour,
        ...lifecycle,
      })
      .optional(),
    /** Point-in-time recovery, only for buckets: databases have their own, file systems have none. @default none */
    continuous: continuous.optional(),
    /**
     * Minutes after its hour within which a job must start; otherwise AWS Backup gives it up. No two tiers may share a
     * minute.
     * https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupRuleInput.html
     */
    startWindowMinutes: z.int().refine((minutes) => minutes >= 60, {
      params: { allowed: 'at least 60, below which AWS Backup fails jobs' },
    }),
    /**
     * Minutes after its hour within which a job must finish; otherwise it is cancelled. The first copy of a large file
     * system takes long.
     */
    completionWindowMinutes: z.int(),
    /** Whether each recovery point is copied to the vault of the DR region. */
    copyToDr: z.boolean(),
    /**
     * The lock of the vault in a protected environment. In other environments the vault is not locked, so that they can
     * be destroyed.
     */
    lock,
    /** Restores that AWS runs by itself, one of each kind, and deletes afterwards. @default none */
    restoreTesting: z
      .strictObject({
        weekday,
        hour,
        /** How old the recovery point may be, in days. AWS Backup picks one at random. */
        selectionWindowDays: z.int().min(1).max(365),
        /** Hours for which a restored resource stays, so that somebody can inspect it. */
        validationWindowHours: z.int().min(0).max(168),
      })
      .optional(),
    /**
     * Whether the environment opts its account and region in to the services that it backs up. The environment never
     * opts out of a service. Set `false` if somebody else manages these settings: they exist once per account and
     * region.
     */
    managesRegionSettings: z.boolean(),
  })
  .superRefine((settings, refinement) => {
    for (const { path, allowed } of backupProblems(settings)) {
      refinement.addIssue({ code: 'custom', path, params: { allowed } });
    }
  });

export type BackupSettings = z.infer<typeof backupSchema>;
