import { createHash } from 'node:crypto';

/** A message of a batch, as Lambda gets it from a FIFO queue. */
export interface QueueMessage {
  readonly messageId: string;
  readonly body: string;
  readonly attributes: { readonly MessageGroupId: string };
  readonly [field: string]: unknown;
}

/** An id in the form of AWS's, always the same for a seed. */
export function idOf(seed: string): string {
  const hex = createHash('sha256').update(seed).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}

/** The bodies in batches of ten, the most that Lambda gets at once from a FIFO queue. */
export function queueBatches(bodies: readonly unknown[]): ReturnType<typeof queueBatch>[] {
  return Array.from({ length: Math.ceil(bodies.length / 10) }, (_, index) =>
    queueBatch(bodies.slice(index * 10, index * 10 + 10)),
  );
}

/**
 * A batch of a FIFO queue, with one message for each body in one group. A body that is no text becomes JSON.
 * https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
 */
export function queueBatch(
  bodies: readonly unknown[],
  group = 'alarms',
): { readonly Records: QueueMessage[] } {
  return {
    Records: bodies.map((body, index) => ({
      messageId: idOf(`message ${index + 1}`),
      receiptHandle: 'AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      attributes: {
        ApproximateReceiveCount: '1',
        SentTimestamp: '1796040000000',
        SequenceNumber: `1886${index}`,
        MessageGroupId: group,
        SenderId: 'AIDAIO23YVJENQZJOL4VO',
        MessageDeduplicationId: '1',
        ApproximateFirstReceiveTimestamp: '1796040000100',
      },
      messageAttributes: {},
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:aws:sqs:us-east-1:123456789012:bulkhead-test-alarms.fifo',
      awsRegion: 'us-east-1',
    })),
  };
}
