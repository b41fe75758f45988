/** "Alarm states": docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html */
export const alarmStates = ['OK', 'ALARM', 'INSUFFICIENT_DATA'] as const;

export type AlarmState = (typeof alarmStates)[number];
