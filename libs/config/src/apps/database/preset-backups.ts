import { sevenYearsInDays } from '../../values/seven-years';
import { type BackupSettings } from './backup';

/**
 * The four tiers of P3.8, copied to the DR region and locked: every hour has a recovery point, kept for a week; days
 * are kept for five weeks, weeks for a quarter, months for seven years and most of them in cold storage.
 *
 * @param hour in UTC, from which the day's, the week's and the month's backup have an hour each; when it is quiet where
 * the region is, and neither in a window that a database has for its own backup or maintenance, nor in the hour before it:
 * of an instance of RDS AWS Backup starts no job then; Aurora is exempt. The hourly tier cannot keep away from a window.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/plan-options-and-configuration.html
 */
export function fourTiers(hour: number): BackupSettings {
  return {
    hourly: { everyHours: 1, deleteAfterDays: 7 },
    daily: { hour, deleteAfterDays: 35 },
    weekly: { weekday: 'SUN', hour: hour + 1, deleteAfterDays: 91 },
    monthly: { dayOfMonth: 1, hour: hour + 2, coldStorageAfterDays: 30, deleteAfterDays: sevenYearsInDays },
    continuous: { retentionDays: 35 },
    startWindowMinutes: 60,
    completionWindowMinutes: 1440,
    copyToDr: true,
    lock: { type: 'governance', minRetentionDays: 7, maxRetentionDays: sevenYearsInDays },
    restoreTesting: {
      weekday: 'TUE',
      hour: hour + 3,
      selectionWindowDays: 30,
      validationWindowHours: 4,
    },
    managesRegionSettings: true,
  };
}
