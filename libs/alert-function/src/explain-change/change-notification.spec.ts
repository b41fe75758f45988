import { parseBridgeEvent } from '../bridge-event';
import { type Deployment } from '../deployments';
import { complianceEvent, itemEvent, oversizedItemEvent, sampleTags } from '../testing/config-events';
import { changeNotification } from './change-notification';

const vpc: Deployment = {
  role: 'primary',
  app: 'network',
  stack: 'vpc',
  outcome: 'deployed',
  at: new Date('2026-11-24T11:58:00Z'),
  commit: undefined,
  isClean: undefined,
  seconds: 60,
};
const notificationOf = (event: object, deployments: readonly Deployment[] = []) =>
  changeNotification(parseBridgeEvent(JSON.stringify(event)), { environment: 'test' }, () =>
    Promise.resolve({ deployments, unreadable: 0 }),
  );

test('P2.8: people hear what changed, where, how urgent it is, whose it is, and why', async () => {
  const { body, ...rest } = (await notificationOf(itemEvent())) ?? { body: '' };

  expect(rest).toEqual({
    kind: 'configuration-change',
    topic: 'notifications',
    severity: 'ticket',
    state: 'UPDATE',
    subject: '[ticket] (test, us-east-1) UPDATE of AWS::EC2::SecurityGroup',
    resourceType: 'AWS::EC2::SecurityGroup',
  });
  expect(body.split('\n')).toEqual([
    'UPDATE of AWS::EC2::SecurityGroup',
    'sg-0a1b2c3d',
    '',
    'Severity:    ticket: it decides what may reach the network',
    'Owner:       @acme/network',
    'Stack:       network/vpc',
    'Cause:       unknown: the records of this region have no readable one of the stack.',
    'Properties:  Configuration.IpPermissions.0',
    'Where:       account 123456789012, region us-east-1, environment test',
    'Seen:        2026-11-24T12:00:00Z',
    '',
    'Timeline: https://console.aws.amazon.com/config/home?region=us-east-1#/timeline/AWS%3A%3AEC2%3A%3ASecurityGroup/sg-0a1b2c3d',
    'Trail: https://console.aws.amazon.com/cloudtrailv2/home?region=us-east-1#/events?StartTime=2026-11-24T11:00:00.123Z&EndTime=2026-11-24T12:15:00.123Z',
  ]);
});

test('P2.8: a change of a deployment is information', async () => {
  const notification = await notificationOf(itemEvent(), [vpc]);

  expect(notification).toMatchObject({ severity: 'information', topic: 'notifications' });
  expect(notification?.body).toContain('information: it belongs to a deployment; otherwise ticket');
  expect(notification?.body).toMatch(
    /^Cause: +deploy: it was seen while the stack was deployed, or just after/m,
  );
});

test.each<[string, 'CREATE' | 'UPDATE' | 'DELETE', string, string]>([
  ['AWS::CloudTrail::Trail', 'DELETE', 'page', 'alerts'],
  ['AWS::CloudTrail::Trail', 'UPDATE', 'page', 'alerts'],
  ['AWS::S3::Bucket', 'DELETE', 'page', 'alerts'],
  ['AWS::S3::Bucket', 'UPDATE', 'ticket', 'notifications'],
  ['AWS::KMS::Key', 'DELETE', 'page', 'alerts'],
  ['AWS::KMS::Key', 'UPDATE', 'ticket', 'notifications'],
  ['AWS::GuardDuty::Detector', 'DELETE', 'page', 'alerts'],
  ['AWS::RDS::DBCluster', 'DELETE', 'page', 'alerts'],
  ['AWS::IAM::Role', 'CREATE', 'ticket', 'notifications'],
  ['AWS::ECS::Service', 'UPDATE', 'information', 'notifications'],
  ['AWS::S3::Bucket', 'CREATE', 'information', 'notifications'],
])('P2.8: %s, %s: %s, to %s', async (type, change, severity, topic) => {
  expect(await notificationOf(itemEvent({ type, change }))).toMatchObject({ severity, topic, state: change });
  expect(await notificationOf(oversizedItemEvent({ type, change }))).toMatchObject({ severity, topic });
});

test('P2.8: no deployment makes a deletion harmless', async () => {
  const event = itemEvent({ type: 'AWS::KMS::Key', change: 'DELETE', item: { tags: sampleTags } });

  expect(await notificationOf(event, [vpc])).toMatchObject({ severity: 'page', topic: 'alerts' });
});

test.each<[string, object]>([
  [
    'SupplementaryConfiguration.Tags',
    { previousValue: Object.entries(sampleTags).map(([key, value]) => ({ key, value })) },
  ],
  [
    'Configuration',
    { previousValue: { tags: Object.entries(sampleTags).map(([Key, Value]) => ({ Key, Value })) } },
  ],
])('P2.8: a deleted resource has its tags in the difference, below %s', async (property, difference) => {
  const event = itemEvent({ change: 'DELETE', changedProperties: { [property]: difference } });

  expect((await notificationOf(event))?.body).toMatch(/^Owner: +@acme\/network$/m);
});

test('P2.8: a status alone says what happened, and OK is an update', async () => {
  const event = itemEvent({ item: { configurationItemStatus: 'ResourceDiscovered' } });
  const detail = { ...event.detail, configurationItemDiff: null };

  expect(await notificationOf({ ...event, detail })).toMatchObject({ state: 'CREATE' });
});

test('P2.8: an item that is too large names the place of the whole, and its owner is not known', async () => {
  const notification = await notificationOf(oversizedItemEvent());

  expect(notification).toMatchObject({ kind: 'configuration-change', severity: 'ticket', state: 'UPDATE' });
  expect(notification?.body).toMatch(/^Whole item: +s3:\/\/bulkhead-test-audit\/AWSLogs\/.*item\.json\.gz$/m);
  expect(notification?.body).toMatch(/^Owner: +not known$/m);
  expect(notification?.body).toMatch(/^Cause: +unknown: the event has no tags/m);
});

test.each([
  ['s3-bucket-public-read-prohibited', 'NON_COMPLIANT', 'page', 'alerts'],
  ['cloudtrail-enabled-conformance-pack-abc', 'NON_COMPLIANT', 'page', 'alerts'],
  ['s3-bucket-versioning-enabled', 'NON_COMPLIANT', 'ticket', 'notifications'],
  ['s3-bucket-public-read-prohibited', 'COMPLIANT', 'information', 'notifications'],
  ['s3-bucket-public-read-prohibited', 'NOT_APPLICABLE', 'information', 'notifications'],
])('P2.8: rule %s, %s: %s, to %s', async (rule, compliance, severity, topic) => {
  const notification = await notificationOf(complianceEvent(rule, compliance));

  expect(notification).toMatchObject({ kind: 'compliance-change', severity, topic, state: compliance });
  expect(notification?.body).toMatch(new RegExp(`^Rule: +${rule}$`, 'm'));
});

test('P2.8: of many properties the first ones are named', async () => {
  const changedProperties = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`P.${index}`, {}]));

  expect((await notificationOf(itemEvent({ changedProperties })))?.body).toMatch(
    /^Properties: +P\.0, .*P\.9, 2 more$/m,
  );
});

test.each<[string, object]>([
  ['another version', itemEvent({ envelope: { version: '1' } })],
  ['another kind', itemEvent({ envelope: { 'detail-type': 'Config Rules Re-evaluation Status' } })],
  ['another source', complianceEvent('x', 'COMPLIANT', { envelope: { source: 'acme.config' } })],
  ['another compliance', complianceEvent('x', 'MAYBE')],
  ['no rule', complianceEvent('')],
  ['no type', itemEvent({ item: { resourceType: undefined } })],
  ['no resource', itemEvent({ item: { resourceId: 7 } })],
  ['no detail', { ...itemEvent(), detail: null }],
])('P2.8: an event with %s is not understood', async (_, event) => {
  expect(await notificationOf(event)).toBeUndefined();
});
