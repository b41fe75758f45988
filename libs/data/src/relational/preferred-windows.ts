/**
 * When backups are taken and maintenance is done, in UTC: the small hours of North America, where the
 * single-region presets are. They must not overlap, or RDS refuses them.
 */
export const backupWindow = '06:00-07:00';
export const maintenanceWindow = 'sun:07:30-sun:08:30';
