import { BulkheadError } from '@bulkhead/errors';
import { type BridgeEvent } from './bridge-event';
import { type Notification } from './notification';
import { handleBatch } from './queue-batch';
import { alarmEvent } from './testing/alarm-events';
import { canary } from './testing/hostile-events';
import { queueBatch } from './testing/queue-messages';

const notification: Notification = {
  kind: 'alarm',
  topic: 'notifications',
  severity: 'page',
  state: 'ALARM',
  subject: 'subject',
  body: 'body',
};
const idsOf = (batch: ReturnType<typeof queueBatch>) => batch.Records.map(({ messageId }) => messageId);

/** Handles a batch with a topic that refuses some events. */
async function handled(
  batch: unknown,
  refused: readonly string[] = [],
  compose: (event: BridgeEvent) => Promise<Notification | undefined> = ({ id }) =>
    Promise.resolve({ ...notification, subject: id ?? '' }),
) {
  const published: Notification[] = [];
  const lines: Record<string, unknown>[] = [];
  const response = await handleBatch(batch, {
    environment: 'test',
    compose,
    publish: (each) => {
      if (refused.includes(each.subject)) throw new BulkheadError('SNSRefused', 'No.');
      published.push(each);
      return Promise.resolve();
    },
    write: (line) => lines.push(JSON.parse(line) as Record<string, unknown>),
  });
  return {
    failed: response.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier),
    subjects: published.map(({ subject }) => subject),
    published,
    outcomes: lines.map(({ outcome }) => outcome),
    lines,
  };
}

const events = ['a', 'b', 'c', 'd', 'e'].map((name) => alarmEvent({ name }));
const ids = events.map(({ id }) => id);

test('P2.8: every message of a batch is published, in its order', async () => {
  const { failed, subjects, lines } = await handled(queueBatch(events));

  expect(subjects).toEqual(ids);
  expect(failed).toEqual([]);
  expect(lines[0]).toMatchObject({ level: 'INFO', outcome: 'published', event: ids[0], kind: 'alarm' });
});

test('P2.8: the same event twice in a batch is published once', async () => {
  const { subjects, failed, outcomes } = await handled(queueBatch([events[0], events[1], events[0]]));

  expect(subjects).toEqual([ids[0], ids[1]]);
  expect(failed).toEqual([]);
  expect(outcomes).toEqual(['published', 'published', 'duplicate']);
});

test('P2.8: the same event twice is not lost if the first cannot be published', async () => {
  const batch = queueBatch([events[0], events[0]]);

  expect((await handled(batch, [ids[0] ?? ''])).failed).toEqual(idsOf(batch));
});

test('P2.8: two events with one id are two events', async () => {
  const { subjects } = await handled(queueBatch([events[0], { ...events[0], region: 'us-west-2' }]));

  expect(subjects).toHaveLength(2);
});

test('P2.8: after a failure, every later message of the group is reported without a try', async () => {
  const batch = queueBatch(events);
  const { subjects, failed, outcomes } = await handled(batch, [ids[2] ?? '']);

  expect(subjects).toEqual(ids.slice(0, 2));
  expect(failed).toEqual(idsOf(batch).slice(2));
  expect(outcomes).toEqual(['published', 'published', 'failed', 'held-back', 'held-back']);
});

test('P2.8: messages of another group go on', async () => {
  const [first, second] = [queueBatch(events.slice(0, 1), 'one'), queueBatch(events.slice(1, 2), 'two')];
  const { subjects, failed } = await handled({ Records: [...first.Records, ...second.Records] }, [
    ids[0] ?? '',
  ]);

  expect(subjects).toEqual([ids[1]]);
  expect(failed).toEqual(idsOf(first));
});

test('P2.8: an event of no known kind is published as unknown, with what is known of it', async () => {
  const event = { ...events[0], 'detail-type': `Another\n${'x'.repeat(500)}`, version: '1' };
  const { published, lines } = await handled(queueBatch([event]), [], () => Promise.resolve(undefined));

  expect(published).toEqual([
    expect.objectContaining({
      kind: 'unknown',
      topic: 'notifications',
      severity: 'ticket',
      state: 'UNKNOWN',
    }),
  ]);
  expect(published[0]?.body).toMatch(/^Type: +Another x+…$/m);
  expect(published[0]?.body).toMatch(/^Version: +1$/m);
  expect(published[0]?.body).toContain(ids[0]);
  expect(published[0]?.body.length).toBeLessThan(1_000);
  expect(lines).toEqual([expect.objectContaining({ level: 'WARN', kind: 'unknown', outcome: 'published' })]);
});

test('P2.8: a defect loses no event either, and only its kind is logged', async () => {
  const { published, lines } = await handled(queueBatch([events[0]]), [], () =>
    Promise.reject(new TypeError(canary)),
  );

  expect(published).toEqual([expect.objectContaining({ kind: 'unknown' })]);
  expect(lines).toEqual([
    expect.objectContaining({ level: 'WARN', code: 'AlertDefect', reason: 'An unexpected TypeError.' }),
  ]);
});

test.each<[string, unknown]>([
  ['no id', { body: '{}' }],
  ['nothing', null],
  ['an id that is no text', { messageId: 7, body: '{}' }],
])('P2.8: a message with %s makes Lambda keep the batch if it cannot be published', async (_, message) => {
  expect((await handled({ Records: [message] })).failed).toEqual([]);
  expect((await handled({ Records: [message] }, [''])).failed).toEqual(['']);
});

test('an empty batch is handled', async () => {
  expect((await handled({ Records: [] })).failed).toEqual([]);
});

test('P2.8: an id that is none of SQS or EventBridge is not logged', async () => {
  const [message] = queueBatch([{ ...events[0], id: canary }]).Records;
  const { lines } = await handled({ Records: [{ ...message, messageId: canary }] });

  expect(JSON.stringify(lines)).not.toContain(canary);
});
