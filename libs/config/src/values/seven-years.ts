/**
 * Seven years in days, with up to two leap days. Presets keep data for this time, since HIPAA requires six years.
 * CloudWatch Logs accepts this number but not 2,555.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
 */
export const sevenYearsInDays = 2557;

/** Six years in days, with up to two leap days: how long HIPAA asks to keep documentation, 45 CFR 164.316(b)(2)(i). */
export const sixYearsInDays = 2192;
