import { parseBridgeEvent } from '../bridge-event';
import { type KnownDeployments } from '../deployments';
import { alarmEvent, compositeAlarmEvent, sampleReason } from '../testing/alarm-events';
import { alarmNotification } from './alarm-notification';

const nothing: KnownDeployments = { deployments: [], unreadable: 0 };
const notificationOf = (event: object) =>
  alarmNotification(
    parseBridgeEvent(JSON.stringify(event)),
    { environment: 'test', dashboard: 'overview' },
    () => Promise.resolve(nothing),
  );

test('P2.7: people hear what, where, since when, how urgent, whose it is, and what to do', async () => {
  const { body, ...rest } = (await notificationOf(alarmEvent())) ?? { body: '' };

  expect(rest).toEqual({
    kind: 'alarm',
    topic: 'notifications',
    severity: 'page',
    state: 'ALARM',
    subject: '[page] ALARM (test, us-east-1): test-database-cpu',
  });
  expect(body.split('\n')).toEqual([
    'ALARM: test-database-cpu',
    'The database answers slowly.',
    '',
    'Severity:  page',
    'Owner:     @acme/data',
    'Patients:  Appointments take long to load.',
    'Where:     account 123456789012, region us-east-1, environment test',
    'Since:     2026-11-24T12:00:00Z, before that OK',
    'Reason:    the metric crossed the threshold, or came back',
    'Metrics:   AWS/RDS CPUUtilization',
    '',
    'Runbook: https://example.com/runbook#database-cpu',
    'Alarm: https://console.aws.amazon.com/cloudwatch/home?region=us-east-1#alarmsV2:alarm/test-database-cpu',
    'Dashboard: https://console.aws.amazon.com/cloudwatch/home?region=us-east-1#dashboards/dashboard/overview',
    'Trail: https://console.aws.amazon.com/cloudtrailv2/home?region=us-east-1#/events?StartTime=2026-11-24T11:00:00.123Z&EndTime=2026-11-24T12:15:00.123Z',
    '',
    'Deployed last, by the records of Bulkhead in this region:',
    '  nothing',
  ]);
  expect(body).not.toContain(sampleReason);
});

test('P2.7: a composite alarm names the alarms that changed it', async () => {
  const notification = await notificationOf(compositeAlarmEvent());

  expect(notification).toMatchObject({ kind: 'composite-alarm', severity: 'page', state: 'ALARM' });
  expect(notification?.body).toMatch(/^Changed by: +test-database-cpu \(ALARM\)$/m);
  expect(notification?.body).toMatch(/^Reason: +an alarm that it depends on changed its state$/m);
});

test.each([
  ['Alarm', 'the alarm test-drill'],
  ['WaitPeriod', 'the time to wait for the alarm test-drill'],
  ['ExtensionPeriod', 'the time after the alarm test-drill'],
])('P2.7: while actions are suppressed by %s, nobody is woken', async (actionsSuppressedBy, by) => {
  const state = { actionsSuppressedBy, actionsSuppressedReason: 'free text' };
  const notification = await notificationOf(compositeAlarmEvent({ state }));

  expect(notification).toMatchObject({ severity: 'information', state: 'ALARM' });
  expect(notification?.body).toMatch(new RegExp(`^Actions: +suppressed by ${by}$`, 'm'));
  expect(notification?.body).toContain('otherwise page');
  expect(notification?.body).not.toContain('free text');
});

test.each([
  ['Insufficient Data: 1 datapoint was unknown.', 'INSUFFICIENT_DATA', 'there are too few data points'],
  [
    'Unchecked: Initial alarm creation',
    'INSUFFICIENT_DATA',
    'the alarm is new or was changed, and not evaluated yet',
  ],
  [
    'Threshold Crossed: no datapoints were received for 3 periods and 3 missing datapoints were treated as [Breaching].',
    'ALARM',
    'data is missing, and the alarm says what that means',
  ],
  ['Jane tests it', 'ALARM', 'CloudWatch gives another reason, such as a state that somebody set'],
])('P2.7: the reason "%s" is told by its class', async (reason, value, told) => {
  const notification = await notificationOf(alarmEvent({ state: { reason, value } }));

  expect(notification).toMatchObject({ state: value });
  expect(notification?.body).toContain(`Reason:    ${told}`);
  expect(notification?.body).not.toContain('Jane');
});

test('P2.7: an alarm without a description is a ticket of nobody', async () => {
  const notification = await notificationOf(alarmEvent({ configuration: { description: undefined } }));

  expect(notification).toMatchObject({ severity: 'ticket' });
  expect(notification?.body).toContain('Severity:  ticket, because the alarm names none');
  expect(notification?.body).toMatch(/^Owner: +not known$/m);
  expect(notification?.body).toMatch(/^Runbook: not known$/m);
});

test('P2.7: an alarm with metric math has the metrics that it counts', async () => {
  const metric = (name: string) => ({ id: name, metricStat: { metric: { namespace: 'AWS/ECS', name } } });
  const metrics = [{ id: 'e', expression: 'a / b' }, metric('Running'), metric('Desired')];
  const notification = await notificationOf(alarmEvent({ configuration: { metrics } }));

  expect(notification?.body).toMatch(/^Metrics: +AWS\/ECS Running, AWS\/ECS Desired$/m);
});

test('P2.7: a long name ends in the subject and not before the place', async () => {
  const notification = await notificationOf(alarmEvent({ name: 'x'.repeat(255) }));

  expect(notification?.subject).toMatch(/^\[page\] ALARM \(test, us-east-1\): x+$/);
  expect(notification?.subject).toHaveLength(99);
});

test.each([
  ['cn-north-1', 'https://console.amazonaws.cn/'],
  ['us-gov-west-1', 'https://console.amazonaws-us-gov.com/'],
])('links of %s lead to the console of its partition', async (region, console) => {
  const notification = await notificationOf(alarmEvent({ envelope: { region } }));

  expect(notification?.body.match(/https:\S+console\S+/g)).toHaveLength(3);
  for (const link of notification?.body.match(/https:\S+console\S+/g) ?? []) expect(link).toContain(console);
});

test.each<[string, object]>([
  ['another version', alarmEvent({ envelope: { version: '1' } })],
  ['another kind', alarmEvent({ envelope: { 'detail-type': 'CloudWatch Alarm Configuration Change' } })],
  ['another source', alarmEvent({ envelope: { source: 'acme.cloudwatch' } })],
  ['another state', alarmEvent({ state: { value: 'MUTED' } })],
  ['no state', alarmEvent({ state: { value: undefined } })],
  ['no name', alarmEvent({ name: '' })],
  ['no detail', { ...alarmEvent(), detail: undefined }],
])('P2.8: an event with %s is not understood', async (_, event) => {
  expect(await notificationOf(event)).toBeUndefined();
});
