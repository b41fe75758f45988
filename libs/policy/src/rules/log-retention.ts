import { logRetentionDays } from '@bulkhead/config';
import { numberAt } from '../reading/properties';
import { resourceRule, unless } from './resource-rule';

/**
 * CloudWatch Logs accepts only some numbers of days. For seven years the number is 2557. cdk-nag reports a missing
 * number, so this rule does not.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
 */
export const logRetention = resourceRule({
  id: 'log-retention',
  title: 'Logs are kept for a number of days that CloudWatch Logs accepts.',
  controls: ['164.312(b)'],
  pitfall: 24,
  types: ['AWS::Logs::LogGroup'],
  judge: ({ properties }) => {
    const days = numberAt(properties, 'RetentionInDays');
    if (days === undefined) return 'not-applicable';
    const accepted: readonly number[] = logRetentionDays;
    const next = accepted.find((each) => each >= days);
    return unless(
      accepted.includes(days),
      `CloudWatch Logs does not accept ${days} days: set ${next ?? accepted.at(-1)}.`,
    );
  },
});
