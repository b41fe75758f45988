import { alarmDescription } from '../alarm-description';
import { idOf } from './queue-messages';

/** The description of the sample alarms. */
export const sampleDescription = alarmDescription({
  summary: 'The database answers slowly.',
  severity: 'page',
  owner: '@acme/data',
  patients: 'Appointments take long to load.',
  runbook: 'https://example.com/runbook#database-cpu',
});

/** Why the sample alarm is in its state, as CloudWatch says it. Nothing of it may be logged. */
export const sampleReason =
  'Threshold Crossed: 3 out of the last 3 datapoints [91.2 (24/11/26 11:57:00)] were greater than the threshold (80.0).';

/** Parts of an alarm's event that differ between samples. */
export interface AlarmOver {
  readonly name?: string;
  readonly configuration?: object;
  readonly state?: object;
  readonly previousState?: object;
  /** Fields of the envelope. */
  readonly envelope?: object;
}

/**
 * The change of an alarm on one metric.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html
 */
export function alarmEvent({ name = 'test-database-cpu', ...over }: AlarmOver = {}) {
  return {
    version: '0',
    id: idOf(`alarm ${name}`),
    'detail-type': 'CloudWatch Alarm State Change',
    source: 'aws.cloudwatch',
    account: '123456789012',
    time: '2026-11-24T12:00:05Z',
    region: 'us-east-1',
    resources: [`arn:aws:cloudwatch:us-east-1:123456789012:alarm:${name}`],
    ...over.envelope,
    detail: {
      alarmName: name,
      configuration: {
        description: sampleDescription,
        metrics: [
          {
            id: 'm1',
            metricStat: {
              metric: {
                namespace: 'AWS/RDS',
                name: 'CPUUtilization',
                dimensions: { DBClusterIdentifier: 'bulkhead-test-relational' },
              },
              period: 60,
              stat: 'Average',
            },
            returnData: true,
          },
        ],
        ...over.configuration,
      },
      previousState: {
        reason:
          'Threshold Crossed: 1 datapoint [34.0 (24/11/26 11:40:00)] was not greater than the threshold (80.0).',
        reasonData: '{"version":"1.0","threshold":80.0}',
        timestamp: '2026-11-24T09:14:00.000+0000',
        value: 'OK',
        ...over.previousState,
      },
      state: {
        reason: sampleReason,
        reasonData: '{"version":"1.0","threshold":80.0}',
        timestamp: '2026-11-24T12:00:00.123+0000',
        value: 'ALARM',
        ...over.state,
      },
    },
  };
}

/** The change of a composite alarm, which has a rule and no metrics. */
export function compositeAlarmEvent({ name = 'test-database', ...over }: AlarmOver = {}) {
  const alarm = 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:test-database-cpu';
  const changed = { timestamp: '2026-11-24T12:00:00.123+0000', value: 'ALARM' };
  const event = alarmEvent({
    ...over,
    name,
    state: {
      reason: `${alarm} transitioned to ALARM at Tuesday 24 November, 2026 12:00:00 UTC`,
      reasonData: JSON.stringify({ triggeringAlarms: [{ arn: alarm, state: changed }] }),
      ...over.state,
    },
  });
  return {
    ...event,
    detail: {
      ...event.detail,
      configuration: {
        alarmRule: 'ALARM("test-database-cpu") OR ALARM("test-database-connections")',
        actionsSuppressor: 'test-drill',
        actionsSuppressorWaitPeriod: 120,
        actionsSuppressorExtensionPeriod: 180,
        description: sampleDescription,
        ...over.configuration,
      },
    },
  };
}
