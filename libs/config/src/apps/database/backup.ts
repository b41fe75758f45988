import { z } from 'zod';
import { backupProblems } from './backup-problems';

/** Day of the week on which it begins, in UTC. */
const weekday = z.enum(['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT']);

/** Hour of the day at which it begins, in UTC. */
const hour = z.int().min(0).max(23);

/** https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html: a hundred years at most. */
const retentionDays = z.int().min(1).max(36500, 'AWS Backup keeps nothing for more than a hundred years');

const lifecycle = {
  /**
   * After how many days a recovery point moves to cold storage, where its type has any: file systems do, databases
   * and buckets do not. @default it stays in warm storage
   */
  coldStorageAfterDays: z
    .int()
    .refine((days) => days >= 1, {
      params: { allowed: 'at least 1 day, the first that AWS Backup moves on' },
    })
    .optional(),
  /** After how many days a recovery point is deleted. */
  deleteAfterDays: retentionDays,
};

/** Points in time beside the schedule: 1 to 35 days back. */
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
  /** What is kept for less is refused by the vault, in days. */
  minRetentionDays: retentionDays,
  /** What would be kept for longer is refused by the vault, in days. */
  maxRetentionDays: retentionDays,
};

const lock = z.discriminatedUnion('type', [
  /** Nobody deletes a recovery point before its time, unless they may take away the lock. */
  z.strictObject({ type: z.literal('governance'), ...retentionLimits }),
  /** Nobody at all, AWS included, and the lock cannot be taken away or changed once its days of grace are over. */
  z.strictObject({
    type: z.literal('compliance'),
    ...retentionLimits,
    /**
     * Days of grace, after which nobody takes the lock away.
     * https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html
     *
     * @change AWS refuses it once the days are over
     */
    changeableForDays: z.int().refine((days) => days >= 3 && days <= 36500, {
      params: { allowed: '3 to 36500: AWS gives three days at least to think again' },
    }),
  }),
]);

/** Settings of `database`, stack `backup`. All hours are in UTC, which has no hour twice and none missing. */
export const backupSchema = z
  .strictObject({
    /** Every so many hours, in the hours that no other tier takes. @default no such tier */
    hourly: z
      .strictObject({
        /** How many hours lie between two backups. */
        everyHours: z.number().refine((hours) => Number.isInteger(hours) && hours >= 1 && 24 % hours === 0, {
          params: { allowed: 'a number of hours that divides a day, from 1: AWS Backup runs hourly at most' },
        }),
        /** After how many days a recovery point is deleted. */
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
        /** A day that every month has. */
        dayOfMonth: z.int().min(1).max(28),
        hour,
        ...lifecycle,
      })
      .optional(),
    /** Buckets only: databases have point-in-time recovery of their own, file systems have none. @default none */
    continuous: continuous.optional(),
    /**
     * Within how many minutes of its hour a job starts, or is given up. No two tiers share a minute of it.
     * https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupRuleInput.html
     */
    startWindowMinutes: z.int().refine((minutes) => minutes >= 60, {
      params: { allowed: 'at least 60, below which AWS Backup fails jobs' },
    }),
    /** Within how many minutes of its hour a job is done, or is cancelled; the first copy of a large file system takes long. */
    completionWindowMinutes: z.int(),
    /** Whether each recovery point is copied to the vault of the DR region. */
    copyToDr: z.boolean(),
    /** How the vault of a protected environment is locked; others are not, so that they can be destroyed. */
    lock,
    /** Restores that AWS makes on its own, one of each kind, and deletes again. @default none */
    restoreTesting: z
      .strictObject({
        weekday,
        hour,
        /** From how many days back the recovery point is drawn. */
        selectionWindowDays: z.int().min(1).max(365),
        /** How many hours what was restored stays, for somebody to look at it. */
        validationWindowHours: z.int().min(0).max(168),
      })
      .optional(),
    /**
     * Whether the environment opts its account and region in to the services that it backs up; it never opts out of
     * one. `false` where somebody else keeps these settings, of which there is one set an account and region.
     */
    managesRegionSettings: z.boolean(),
  })
  .superRefine((settings, refinement) => {
    for (const { path, allowed } of backupProblems(settings)) {
      refinement.addIssue({ code: 'custom', path, params: { allowed } });
    }
  });

export type BackupSettings = z.infer<typeof backupSchema>;
