import { enrichFunction } from '..';
import { alarmEvent, compositeAlarmEvent } from '../testing/alarm-events';
import { BuiltFunction, sampleTopics } from '../testing/built-function';
import { forbiddenIn } from '../testing/expected-log';
import { FakeAws } from '../testing/fake-aws';
import { canary, hostileBodies } from '../testing/hostile-events';
import { queueBatch, queueBatches } from '../testing/queue-messages';

const aws = new FakeAws();
let enrich: BuiltFunction;
beforeAll(async () => {
  await aws.start();
  enrich = new BuiltFunction(enrichFunction);
});
afterEach(() => aws.reset());
afterAll(async () => {
  await aws.stop();
  enrich.remove();
});

const invoke = (batches: readonly unknown[], variables?: Record<string, string>) =>
  enrich.invoke(aws.endpoint, batches, variables);
const record = (at: string) =>
  JSON.stringify({ version: 2, outcome: 'deployed', at, by: { commit: '0a1b2c3d4e5f6' } });

test('P2.7, P2.8: the bundle tells people about an alarm, with the SDK of its runtime', async () => {
  aws.parameters.set(
    '/bulkhead/test/_record/primary/database/relational',
    record('2026-11-24T11:40:00.000Z'),
  );
  const { code, answers, lines } = await invoke([queueBatch([alarmEvent()])], {
    DASHBOARD_NAME: 'bulkhead-test',
  });

  expect([code, answers]).toEqual([0, [{ batchItemFailures: [] }]]);
  expect(aws.published).toEqual([
    {
      topic: sampleTopics.notifications,
      subject: '[page] ALARM (test, us-east-1): test-database-cpu',
      message: expect.stringMatching(
        /Owner: +@acme\/data$.*^Runbook: https:\/\/example.com\/runbook#database-cpu$.*^Dashboard: .*#dashboards\/dashboard\/bulkhead-test$.*database\/relational@primary +deployed +commit 0a1b2c3d4e5f/ms,
      ),
      attributes: { severity: 'page', environment: 'test', state: 'ALARM' },
    },
  ]);
  expect(lines).toEqual([
    expect.objectContaining({
      outcome: 'published',
      kind: 'alarm',
      severity: 'page',
      topic: 'notifications',
    }),
  ]);
});

test('P2.8: the records are read once for a batch', async () => {
  await invoke([queueBatch([alarmEvent({ name: 'a' }), alarmEvent({ name: 'b' }), compositeAlarmEvent()])]);

  expect(aws.asked.filter((operation) => operation === 'GetParametersByPath')).toHaveLength(1);
  expect(aws.published).toHaveLength(3);
});

test('P2.8: records that cannot be read are said to be so, and stop nothing', async () => {
  aws.fail('GetParametersByPath', { status: 400, code: 'AccessDeniedException' });
  const { answers } = await invoke([queueBatch([alarmEvent()])]);

  expect(answers).toEqual([{ batchItemFailures: [] }]);
  expect(aws.published[0]?.message).toContain(
    'What Bulkhead deployed last is not known: SSM answered GetParametersByPath with 400 AccessDeniedException (request REQUEST1).',
  );
});

test('P2.8: a refusal of SNS reports the message and every later one, without the text of SNS', async () => {
  aws.fail('Publish', undefined, undefined, { status: 403, code: 'AuthorizationError' });
  const names = ['a', 'b', canary, 'd', 'e'];
  const batch = queueBatch(names.map((name) => alarmEvent({ name })));
  const invocation = await invoke([batch]);

  expect(aws.published.map(({ subject }) => subject)).toEqual([
    expect.stringContaining(': a'),
    expect.stringContaining(': b'),
  ]);
  expect(invocation.answers?.[0]?.batchItemFailures).toEqual(
    batch.Records.slice(2).map(({ messageId }) => ({ itemIdentifier: messageId })),
  );
  expect(invocation.lines.map(({ outcome }) => outcome)).toEqual([
    'published',
    'published',
    'failed',
    'held-back',
    'held-back',
  ]);
  expect(forbiddenIn(invocation)).toEqual([]);
});

test('P2.8: a function without its topic throws', async () => {
  const { code, printed } = await invoke([queueBatch([alarmEvent()])], { NOTIFICATIONS_TOPIC_ARN: '' });

  expect([code, printed]).toEqual([1, expect.stringContaining("code: 'VariableMissing'")]);
});

test.each([undefined, 7, {}, { Records: canary }])('P2.8: %j is no batch, and throws', async (batch) => {
  const { code, printed } = await invoke([batch]);

  expect([code, printed]).toEqual([1, expect.stringContaining("code: 'InvalidBatch'")]);
  expect(printed).not.toContain(canary);
});

test('P2.8: of 1,000 hostile events none is lost, and no log has anything of their text', async () => {
  const said = {
    description: `${canary}\nSeverity: page\nOwner: ${canary}\nPatients: ${canary}\nRunbook: javascript:alert(1)`,
  };
  const state = { reason: canary };
  const samples = [
    alarmEvent({ name: canary, configuration: said, state }),
    compositeAlarmEvent({ name: canary, configuration: said, state: { actionsSuppressedBy: canary } }),
  ];
  const bodies = hostileBodies(17, 1_000, samples);
  const batches = queueBatches(bodies);
  const invocation = await invoke(batches);

  expect(invocation.code).toBe(0);
  expect(invocation.answers).toEqual(batches.map(() => ({ batchItemFailures: [] })));
  expect(invocation.lines.map(({ outcome }) => outcome)).toEqual(bodies.map(() => 'published'));
  expect(aws.published).toHaveLength(1_000);
  expect(forbiddenIn(invocation)).toEqual([]);
  const kinds = new Set(invocation.lines.map(({ kind }) => kind));
  expect([...kinds].sort()).toEqual(['alarm', 'composite-alarm', 'unknown']);
  for (const { message } of aws.published) {
    expect(message.length).toBeLessThan(8_000);
    expect(message.replaceAll('\n', '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
    // The owner is what the description says, but no other text may bring its own facts or links.
    expect(message).not.toMatch(
      /^Severity: +forged|^(Runbook|Alarm|Dashboard|Trail): (?!https:|not known$)/m,
    );
  }
});

test('P2.8: while SNS refuses now and then, each of 300 hostile events is published or reported', async () => {
  const bodies = hostileBodies(4, 300, [alarmEvent({ name: canary }), compositeAlarmEvent({ name: canary })]);
  const batches = queueBatches(bodies);
  aws.fail(
    'Publish',
    ...bodies.map((_, index) => (index % 7 === 3 ? { status: 400, code: 'KMSDisabled' } : undefined)),
  );
  const invocation = await invoke(batches);
  const reported = invocation.answers?.flatMap(({ batchItemFailures }) => batchItemFailures) ?? [];

  expect(invocation.code).toBe(0);
  expect(reported.length).toBeGreaterThan(50);
  expect(aws.published.length).toBeGreaterThan(50);
  expect(aws.published.length + reported.length).toBe(300);
  expect(forbiddenIn(invocation)).toEqual([]);
});
