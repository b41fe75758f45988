import { createHash } from 'node:crypto';
import { BulkheadError } from '@bulkhead/errors';
import { type BridgeEvent, parseBridgeEvent } from './bridge-event';
import { asNamed, logEntry, toLog, type Write } from './log';
import { type Notification } from './notification';
import { unknownEvent } from './unknown-event';
import { fieldAt, matchAt, textAt } from './untrusted';

/** The answer that makes Lambda delete the other messages of a batch from the queue. */
export interface BatchResponse {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/** What a function does with the events of its queue. */
export interface Handling {
  readonly environment: string;
  /** The message for people; undefined for an event of a version or kind that is not known. */
  readonly compose: (event: BridgeEvent) => Promise<Notification | undefined>;
  /** @throws BulkheadError if the topic does not take the message */
  readonly publish: (notification: Notification) => Promise<void>;
  readonly write?: Write;
}

/**
 * Publishes what a batch of a FIFO queue says, in its order.
 *
 * - A message whose body was published already in this batch is not published again. EventBridge delivers an event at
 *   least once, and the queue itself only knows the same body for five minutes.
 * - A message that cannot be published is reported, and every later one of its group as well, without a try: the queue
 *   keeps their order. After as many tries as the queue allows, its dead-letter queue keeps the message.
 * - A message that is no event, or of an unknown version or kind, is published as an unknown event. It is not reported:
 *   no later try would understand it, and until the dead-letter queue took it, every alarm behind it would wait.
 *
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 *
 * @throws BulkheadError `InvalidBatch` if this is no batch of a queue
 */
export async function handleBatch(batch: unknown, handling: Handling): Promise<BatchResponse> {
  const messages = fieldAt(batch, 'Records');
  if (!Array.isArray(messages))
    throw new BulkheadError('InvalidBatch', 'The function was not called with a batch of its queue.', {
      next: 'let the event source mapping of the stack call the function, and look at what else may',
    });
  const write = handling.write ?? toLog;
  const published = new Set<string>();
  const failedGroups = new Set<string>();
  const failed: string[] = [];
  for (const each of messages as unknown[]) {
    // Without an id, the empty text makes Lambda keep the whole batch.
    const id = textAt(each, 'messageId') ?? '';
    const group = textAt(each, 'attributes', 'MessageGroupId') ?? '';
    const message = matchAt(/^[0-9a-f-]{36}$/i, each, 'messageId');
    const body = textAt(each, 'body') ?? '';
    const digest = createHash('sha256').update(body).digest('base64');
    if (failedGroups.has(group)) {
      failed.push(id);
      logEntry(write, { message, outcome: 'held-back' });
    } else if (published.has(digest)) {
      logEntry(write, { message, outcome: 'duplicate' });
    } else if (await isPublished(body, message, handling, write)) {
      published.add(digest);
    } else {
      failed.push(id);
      failedGroups.add(group);
    }
  }
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}

async function isPublished(
  body: string,
  message: string | undefined,
  handling: Handling,
  write: Write,
): Promise<boolean> {
  const start = performance.now();
  const event = parseBridgeEvent(body);
  const entry = () => ({ message, event: event.id, durationMs: Math.round(performance.now() - start) });
  const { notification, defect } = await composed(event, body, handling);
  const { kind, severity, topic, resourceType } = notification;
  const about = { kind, severity, topic, resourceType };
  try {
    await handling.publish(notification);
    logEntry(write, { ...entry(), ...about, outcome: 'published', ...defect });
    return true;
  } catch (error) {
    logEntry(write, { ...entry(), ...about, outcome: 'failed', ...asNamed(error) });
    return false;
  }
}

/** A defect of this code does not lose an event either: people hear that there was one. */
async function composed(event: BridgeEvent, body: string, { compose, environment }: Handling) {
  const unknown = () => unknownEvent(event, body, environment);
  try {
    return { notification: (await compose(event)) ?? unknown() };
  } catch (error) {
    return { notification: unknown(), defect: asNamed(error) };
  }
}
