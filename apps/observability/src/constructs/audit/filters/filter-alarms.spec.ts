import { resourcesOf } from '@bulkhead/cdktf/testing';
import { auditOf } from '../../../audit-testing';
import { cisFilters } from './cis-filters';

const primary = auditOf();
const filters = resourcesOf(primary, 'aws_cloudwatch_log_metric_filter');
const alarms = resourcesOf(primary, 'aws_cloudwatch_metric_alarm').filter(
  ({ namespace }) => namespace === 'Bulkhead/test/Audit',
);

test('P2.10: every control of section 4 of the CIS benchmark that a filter can answer has one, and an alarm', () => {
  expect(cisFilters.map(({ control }) => control)).toEqual(
    Array.from({ length: 15 }, (_, index) => `4.${index + 1}`),
  );
  expect(filters).toHaveLength(cisFilters.length);
  expect(alarms).toHaveLength(cisFilters.length);
});

test.each(cisFilters.map(({ name }) => name))(
  'P2.10: the alarm of %s looks at the metric of its filter',
  (name) => {
    const filter = filters.find(({ name: full }) => full === `bulkhead-test-audit-${name}`);
    const alarm = alarms.find(({ alarm_name: full }) => full === `bulkhead-test-audit-${name}`);

    expect(filter?.['log_group_name']).toMatch(/^\$\{aws_cloudwatch_log_group\.trail_logs_/);
    expect(filter?.['metric_transformation']).toEqual({ namespace: 'Bulkhead/test/Audit', name, value: '1' });
    expect(alarm).toMatchObject({
      namespace: 'Bulkhead/test/Audit',
      metric_name: name,
      statistic: 'Sum',
      comparison_operator: 'GreaterThanOrEqualToThreshold',
      period: 300,
      treat_missing_data: 'notBreaching',
    });
  },
);

test.each([
  // https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html
  [
    'root-use',
    '{$.userIdentity.type="Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType !="AwsServiceEvent"}',
  ],
  [
    'trail-changes',
    '{($.eventName=CreateTrail) || ($.eventName=UpdateTrail) || ($.eventName=DeleteTrail) || ($.eventName=StartLogging) || ($.eventName=StopLogging)}',
  ],
  [
    'key-disabled-or-deleted',
    '{($.eventSource=kms.amazonaws.com) && (($.eventName=DisableKey) || ($.eventName=ScheduleKeyDeletion))}',
  ],
  [
    'config-changes',
    '{($.eventSource=config.amazonaws.com) && (($.eventName=StopConfigurationRecorder) || ($.eventName=DeleteDeliveryChannel) || ($.eventName=PutDeliveryChannel) || ($.eventName=PutConfigurationRecorder))}',
  ],
  ['failed-sign-ins', '{($.eventName=ConsoleLogin) && ($.errorMessage="Failed authentication")}'],
])('P2.10: the pattern of %s is that which Security Hub looks for', (name, pattern) => {
  expect(filters.find(({ name: full }) => full === `bulkhead-test-audit-${name}`)?.['pattern']).toBe(pattern);
});

test('P1.8: root and a sign-in without a second factor page, the rest is a ticket', () => {
  const paging = alarms.filter(({ alarm_actions: actions }) => /alertsTopicArn/.test(String(actions)));
  expect(paging.map(({ metric_name: name }) => name)).toEqual(['root-use', 'sign-in-without-mfa']);
  expect(alarms.find(({ metric_name: name }) => name === 'root-use')?.['alarm_description']).toBe(
    [
      'The root user of the account did something (CIS 4.3).',
      'Severity: page',
      'Owner: @acme/operations',
      'Patients: Root can read and delete every record, and no policy stops it',
      'Runbook: apps/observability/README.md#the-root-user',
    ].join('\n'),
  );
});

test('P1.8: an alarm is said in at most 1,024 characters', () => {
  for (const { alarm_description: description } of alarms)
    expect(String(description).length).toBeLessThanOrEqual(1024);
});
