import { sevenYearsInDays } from '../../values/seven-years';
import { type BackupSettings } from './backup';

/**
 * The four tiers of P3.8, copied to the DR region and locked. Hourly recovery points are kept for a week, daily ones
 * for five weeks, weekly ones for a quarter, monthly ones for seven years, most of the time in cold storage.
 *
 * @param hour in UTC. The daily, weekly and monthly backups get this hour and the next two. Choose quiet hours of the
 * region. Avoid the database's own windows for backup and maintenance, and the hour before them: AWS Backup starts no
 * job for an RDS instance then. Aurora is exempt. The hourly tier cannot avoid these windows.
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
