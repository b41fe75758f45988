/**
 * Seven years in days, with the two leap days that they may have: how long presets keep what HIPAA wants six years of.
 * CloudWatch Logs takes this number and not 2,555.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
 */
export const sevenYearsInDays = 2557;
