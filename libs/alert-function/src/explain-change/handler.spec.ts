import { explainChangeFunction } from '..';
import { BuiltFunction, sampleTopics } from '../testing/built-function';
import { complianceEvent, itemEvent, oversizedItemEvent, sampleTags } from '../testing/config-events';
import { forbiddenIn } from '../testing/expected-log';
import { FakeAws } from '../testing/fake-aws';
import { canary, hostileBodies } from '../testing/hostile-events';
import { queueBatch, queueBatches } from '../testing/queue-messages';

const aws = new FakeAws();
let explain: BuiltFunction;
beforeAll(async () => {
  await aws.start();
  explain = new BuiltFunction(explainChangeFunction);
});
afterEach(() => aws.reset());
afterAll(async () => {
  await aws.stop();
  explain.remove();
});

const invoke = (batches: readonly unknown[], variables?: Record<string, string>) =>
  explain.invoke(aws.endpoint, batches, variables);

test('P2.7, P2.8: the bundle tells people about a change by hand, and whose resource it is', async () => {
  const at = '2026-11-24T09:00:00.000Z';
  aws.parameters.set(
    '/bulkhead/test/_record/primary/network/vpc',
    JSON.stringify({ version: 2, outcome: 'deployed', at, seconds: 90 }),
  );
  const { code, answers, lines } = await invoke([queueBatch([itemEvent()])]);

  expect([code, answers]).toEqual([0, [{ batchItemFailures: [] }]]);
  expect(aws.published).toEqual([
    {
      topic: sampleTopics.notifications,
      subject: '[ticket] (test, us-east-1) UPDATE of AWS::EC2::SecurityGroup',
      message: expect.stringMatching(
        /Owner: +@acme\/network$.*Cause: +drift: it was seen at 2026-11-24T12:00:00Z/ms,
      ),
      attributes: { severity: 'ticket', environment: 'test', state: 'UPDATE' },
    },
  ]);
  expect(lines).toEqual([
    expect.objectContaining({
      outcome: 'published',
      kind: 'configuration-change',
      resourceType: 'AWS::EC2::SecurityGroup',
      severity: 'ticket',
    }),
  ]);
});

test('P2.7, P2.8: a page goes to those who are on call', async () => {
  const trail = { type: 'AWS::CloudTrail::Trail', change: 'DELETE' } as const;
  await invoke([queueBatch([itemEvent(trail), oversizedItemEvent(trail), complianceEvent(), itemEvent()])]);

  expect(aws.published.map(({ topic, attributes }) => [topic, attributes['severity']])).toEqual([
    [sampleTopics.alerts, 'page'],
    [sampleTopics.alerts, 'page'],
    [sampleTopics.alerts, 'page'],
    [sampleTopics.notifications, 'ticket'],
  ]);
});

test('P2.8: an SSM that ends every connection stops nothing', async () => {
  aws.fail('GetParametersByPath', 'silent', 'silent', 'silent');
  await invoke([queueBatch([itemEvent()])]);

  expect(aws.published[0]?.message).toContain('unknown: the records cannot be read: SSM did not answer');
});

test('P2.8: an event without tags does not ask for the records', async () => {
  await invoke([queueBatch([oversizedItemEvent(), complianceEvent()])]);

  expect(aws.asked).toEqual(['Publish', 'Publish']);
});

test('P2.8: a function without the topic of those who are on call throws', async () => {
  const { code, printed } = await invoke([queueBatch([itemEvent()])], { ALERTS_TOPIC_ARN: '' });

  expect([code, printed]).toEqual([1, expect.stringContaining("code: 'VariableMissing'")]);
});

test('P2.8: of 1,000 hostile events none is lost, and no log has anything of their text', async () => {
  const tags = { ...sampleTags, 'bulkhead:owner': canary, [canary]: canary };
  const named = { resourceId: canary, resourceName: canary, ARN: canary };
  const samples = [
    itemEvent({ item: { ...named, tags } }),
    itemEvent({
      change: 'DELETE',
      type: 'AWS::S3::Bucket',
      item: named,
      changedProperties: { [canary]: { previousValue: canary } },
    }),
    oversizedItemEvent({ item: named }),
    complianceEvent(canary, 'NON_COMPLIANT', { detail: { resourceId: canary } }),
  ];
  const bodies = hostileBodies(18, 1_000, samples);
  const batches = queueBatches(bodies);
  const invocation = await invoke(batches);

  expect(invocation.code).toBe(0);
  expect(invocation.answers).toEqual(batches.map(() => ({ batchItemFailures: [] })));
  expect(invocation.lines.map(({ outcome }) => outcome)).toEqual(bodies.map(() => 'published'));
  expect(aws.published).toHaveLength(1_000);
  expect(forbiddenIn(invocation)).toEqual([]);
  const kinds = new Set(invocation.lines.map(({ kind }) => kind));
  expect([...kinds].sort()).toEqual(['compliance-change', 'configuration-change', 'unknown']);
  for (const { message } of aws.published) {
    expect(message.length).toBeLessThan(8_000);
    expect(message.replaceAll('\n', '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
    expect(message).not.toMatch(/^(Severity|Owner): +forged/m);
  }
});
