import { resourcesOf } from '@bulkhead/cdktf/testing';
import { bucketName } from '@bulkhead/naming';
import { type Attributes, auditOf, byName, contextOf, named, statementsIn } from '../../../audit-testing';
import { matches } from './test-event-pattern';

const primary = auditOf();
const dr = auditOf({ role: 'dr' });
const { nameScope } = contextOf();
const trailBucket = bucketName(nameScope, 'audit-trail');
const other = 'somebody-elses-bucket';

/** Patterns of the rules, by name. */
function patternsOf(terraform: typeof primary): Record<string, Attributes> {
  return Object.fromEntries(
    resourcesOf(terraform, 'aws_cloudwatch_event_rule').map(({ name, event_pattern: pattern }) => [
      String(name).replace('bulkhead-test-audit-', ''),
      JSON.parse(String(pattern)) as Attributes,
    ]),
  );
}

/** An event of a call, as CloudTrail tells EventBridge of it. */
const call = (service: string, eventName: string, requestParameters: object = {}) => ({
  source: `aws.${service}`,
  'detail-type': 'AWS API Call via CloudTrail',
  detail: { eventSource: `${service}.amazonaws.com`, eventName, requestParameters },
});
const blocked = {
  BlockPublicAcls: true,
  BlockPublicPolicy: true,
  IgnorePublicAcls: true,
  RestrictPublicBuckets: true,
};
const signIn = (type: string) => ({
  source: 'aws.signin',
  'detail-type': 'AWS Console Sign In via CloudTrail',
  detail: { eventName: 'ConsoleLogin', userIdentity: { type } },
});
const finding = (severity: number) => ({
  source: 'aws.guardduty',
  'detail-type': 'GuardDuty Finding',
  detail: { severity },
});
const analyzed = (isPublic: boolean, status = 'ACTIVE') => ({
  source: 'aws.access-analyzer',
  'detail-type': 'Access Analyzer Finding',
  detail: { isPublic, status },
});
const evaluated = (complianceType: string) => ({
  source: 'aws.config',
  'detail-type': 'Config Rules Compliance Change',
  detail: { newEvaluationResult: { complianceType } },
});

type Heard = readonly [event: object, by: readonly string[]];

/** Events, and the rules that hear of each. */
const heard: readonly Heard[] = [
  [call('cloudtrail', 'StopLogging', { name: 'any' }), ['trail']],
  [call('cloudtrail', 'DeleteTrail'), ['trail']],
  [call('cloudtrail', 'GetTrailStatus'), []],
  [call('kms', 'ScheduleKeyDeletion'), ['key']],
  [call('kms', 'DisableKey'), ['key']],
  [call('kms', 'Decrypt'), []],
  [call('s3', 'DeleteBucket', { bucketName: trailBucket }), ['trail-files']],
  [call('s3', 'DeleteBucket', { bucketName: other }), []],
  [
    call('s3', 'PutBucketLifecycle', { bucketName: bucketName(nameScope, 'audit-access-logs') }),
    ['trail-files'],
  ],
  [call('s3', 'PutBucketPolicy', { bucketName: bucketName(nameScope, 'data') }), []],
  [
    call('s3', 'DeleteBucketPublicAccessBlock', { bucketName: bucketName(nameScope, 'data') }),
    ['public-bucket'],
  ],
  [call('s3', 'DeleteBucketPublicAccessBlock', { bucketName: other }), []],
  [
    call('s3', 'PutBucketPublicAccessBlock', {
      bucketName: trailBucket,
      PublicAccessBlockConfiguration: { ...blocked, BlockPublicPolicy: false },
    }),
    ['public-bucket'],
  ],
  [
    call('s3', 'PutBucketPublicAccessBlock', {
      bucketName: trailBucket,
      PublicAccessBlockConfiguration: blocked,
    }),
    [],
  ],
  [call('s3', 'DeleteAccountPublicAccessBlock'), ['public-bucket']],
  [
    call('s3', 'PutAccountPublicAccessBlock', {
      PublicAccessBlockConfiguration: { ...blocked, RestrictPublicBuckets: false },
    }),
    ['public-bucket'],
  ],
  [call('s3', 'DeleteBucketPolicy', { bucketName: trailBucket }), ['public-bucket', 'trail-files']],
  [call('backup', 'DeleteBackupVaultLockConfiguration'), ['backup-vault']],
  [call('backup', 'PutBackupVaultAccessPolicy'), ['backup-vault']],
  [call('backup', 'StartBackupJob'), []],
  [call('config', 'StopConfigurationRecorder'), ['config']],
  [call('config', 'StartConfigurationRecorder'), []],
  [call('guardduty', 'DeleteDetector'), ['detectors']],
  [call('guardduty', 'UpdateDetector', { enable: false }), ['detectors']],
  [call('guardduty', 'UpdateDetector', { enable: true }), []],
  [call('securityhub', 'DisableSecurityHub'), ['detectors']],
  [call('logs', 'DeleteLogGroup', { logGroupName: '/bulkhead/test/observability/audit' }), ['trail-log']],
  [call('logs', 'DeleteLogGroup', { logGroupName: '/bulkhead/test/app' }), []],
  [
    call('logs', 'DeleteDataProtectionPolicy', {
      logGroupIdentifier:
        'arn:aws:logs:eu-central-1:123456789012:log-group:/bulkhead/test/observability/audit:*',
    }),
    ['trail-log'],
  ],
  [call('events', 'DisableRule', { name: 'bulkhead-test-audit-trail' }), ['watchers']],
  [call('events', 'DisableRule', { name: 'other' }), []],
  [call('events', 'RemoveTargets', { rule: 'bulkhead-test-audit-trail' }), ['watchers']],
  [
    call('monitoring', 'DeleteAlarms', { alarmNames: ['other', 'bulkhead-test-audit-root-use'] }),
    ['watchers'],
  ],
  [call('monitoring', 'DisableAlarmActions', { alarmNames: ['other'] }), []],
  [signIn('Root'), ['root-sign-in']],
  [signIn('IAMUser'), []],
  [finding(4), ['guardduty-finding']],
  [finding(8.5), ['guardduty-finding']],
  [finding(3.9), []],
  [analyzed(true), ['public-resource']],
  [analyzed(false), ['shared-resource']],
  [analyzed(true, 'RESOLVED'), []],
  // `monitoring` tells people of what AWS Config has judged.
  [evaluated('NON_COMPLIANT'), []],
  [evaluated('COMPLIANT'), []],
];

describe.each([
  ['primary', primary],
  ['dr', dr],
])('P2.10, P1.10: in %s', (role, terraform) => {
  const patterns = patternsOf(terraform);

  test.each(heard.filter(([event]) => role === 'primary' || !JSON.stringify(event).includes(trailBucket)))(
    '%j is heard by %j',
    (event, rules) => {
      const hearing = Object.entries(patterns).filter(([, pattern]) => matches(pattern, event));
      // Names of the audit's buckets differ by region.
      if (role === 'dr' && JSON.stringify(event).includes('audit-access-logs')) return;
      const names = hearing.map(([name]) => name).filter((name) => !name.startsWith('root-sign-in-'));
      expect(names.sort()).toEqual([...rules].sort());
    },
  );

  test('every rule hears one of these events, and has one target', () => {
    const silent = Object.entries(patterns).filter(
      ([, pattern]) => !heard.some(([event]) => matches(pattern, event)),
    );
    expect(silent.map(([name]) => name)).toEqual(
      role === 'primary'
        ? ['security-hub-finding', 'unusual-activity']
        : ['security-hub-finding', 'trail-files', 'unusual-activity'],
    );
    const rules = resourcesOf(terraform, 'aws_cloudwatch_event_rule');
    expect(resourcesOf(terraform, 'aws_cloudwatch_event_target')).toHaveLength(rules.length);
  });
});

test('P1.8: what is published names severity, owner, patients and runbook, and has the event', () => {
  const target = named(byName(primary, 'aws_cloudwatch_event_target'), 'heard_trail-topic');
  const { input_template: template } = target['input_transformer'] as { input_template: string };
  const published = template.replace('<aws.events.event.json>', '{"source":"aws.cloudtrail"}');
  expect(JSON.parse(published)).toEqual({
    alert: {
      says: 'Somebody stopped, deleted or narrowed a trail',
      severity: 'page',
      owner: '@acme/operations',
      patients: 'Access to records goes unrecorded from now on',
      runbook: 'apps/observability/README.md#the-trail',
      rule: '<aws.events.rule-name>',
    },
    event: { source: 'aws.cloudtrail' },
  });
  expect(target['arn']).toMatch(/alerting-alertsTopicArn/);
});

test('P1.8: what can wait goes to the other topic', () => {
  const target = named(byName(primary, 'aws_cloudwatch_event_target'), 'shared-resource');
  expect(target['arn']).toMatch(/alerting-notificationsTopicArn/);
});

describe('sign-ins of root, of which AWS tells in us-east-1 only', () => {
  const forwarding = (terraform: typeof primary) =>
    resourcesOf(terraform, 'aws_cloudwatch_event_target').filter(({ target_id: id }) => id === 'bus');

  test('P2.10: are forwarded to the bus of the primary region, by a role for this rule', () => {
    expect(forwarding(primary)).toEqual([
      expect.objectContaining({
        provider: 'aws.global',
        arn: 'arn:aws:events:eu-central-1:123456789012:event-bus/default',
      }),
    ]);
    const role = named(byName(primary, 'aws_iam_role'), 'sign-ins');
    expect(statementsIn(role['assume_role_policy'])['Rule']?.Condition).toEqual({
      StringEquals: { 'aws:SourceAccount': '123456789012' },
      ArnLike: {
        'aws:SourceArn':
          'arn:aws:events:us-east-1:123456789012:rule/bulkhead-test-audit-root-sign-in-eu-central-1',
      },
    });
    const permissions = named(byName(primary, 'aws_iam_role_policy'), 'sign-ins');
    expect(statementsIn(permissions['policy'])['SendEvents']).toMatchObject({
      Action: 'events:PutEvents',
      Resource: 'arn:aws:events:eu-central-1:123456789012:event-bus/default',
    });
  });

  test('P2.10: need no forwarding from us-east-1 to itself, and the DR region calls no other region', () => {
    expect(forwarding(auditOf({ preset: 'saas' }))).toEqual([]);
    expect(forwarding(dr)).toEqual([]);
    expect(dr.provider['aws']).toHaveLength(1);
  });
});

test('P2.8: each rule has an alarm on events that it could not publish, as urgent as the events', () => {
  const topics = new Map(
    resourcesOf(primary, 'aws_cloudwatch_event_target').map(({ rule, arn }) => [String(rule), arn]),
  );
  // The rule of another region hands sign-ins to this one, and no topic is there.
  const rules = Object.entries(primary.resource['aws_cloudwatch_event_rule'] ?? {}).filter(
    ([, { provider }]) => provider === undefined,
  );
  const alarms = new Map(
    resourcesOf(primary, 'aws_cloudwatch_metric_alarm')
      .filter(({ metric_name: metric }) => metric === 'FailedInvocations')
      .map((alarm) => [(alarm['dimensions'] as Attributes)['RuleName'], alarm]),
  );

  expect(rules.length).toBeGreaterThan(9);
  expect(alarms.size).toBe(rules.length);
  for (const [id, { name }] of rules) {
    expect(alarms.get(name)).toMatchObject({
      namespace: 'AWS/Events',
      threshold: 0,
      treat_missing_data: 'notBreaching',
      alarm_actions: [topics.get(`\${aws_cloudwatch_event_rule.${id}.name}`)],
    });
  }
});
