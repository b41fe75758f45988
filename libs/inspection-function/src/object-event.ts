import { BulkheadError } from '@bulkhead/errors';

/** One version of an object, which never changes. */
export interface ObjectVersion {
  readonly bucket: string;
  /** As it is: S3 encodes keys in notifications, and not in what it sends to EventBridge. */
  readonly key: string;
  readonly version: string;
}

/**
 * The version that an event says was created. What else the event says of it is not looked at: S3 is asked.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html
 *
 * @param bucket name of the bucket whose events are expected
 * @throws BulkheadError `InvalidEvent` for anything but an object created in that bucket, and `NoVersion` where the
 * bucket kept no versions. Neither message has anything of the event in it, which names a patient as likely as not.
 */
export function parseObjectEvent(event: unknown, bucket: string): ObjectVersion {
  const { source, 'detail-type': type, detail } = record(event);
  if (source !== 'aws.s3') throw invalid('is not of S3');
  if (type !== 'Object Created') throw invalid('is not of an object that was created');
  const object = record(record(detail)['object']);
  if (record(record(detail)['bucket'])['name'] !== bucket) throw invalid('is of another bucket');
  const { key, 'version-id': version } = object;
  if (!isText(key)) throw invalid('names no key');
  // What a bucket keeps while its versioning is suspended has the version "null", and is overwritten by the next.
  if (!isText(version) || version === 'null') {
    throw new BulkheadError('NoVersion', 'The event names no version: the bucket keeps none.', {
      next: 'switch versioning of the data bucket on again, and upload the object once more',
    });
  }
  return { bucket, key, version };
}

/** Id of an event of EventBridge, whatever else is wrong with it. */
export function eventId(event: unknown): string | undefined {
  const { id } = record(event);
  return typeof id === 'string' && /^[\w-]{1,64}$/.test(id) ? id : undefined;
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function invalid(problem: string): BulkheadError {
  return new BulkheadError('InvalidEvent', `The event ${problem}.`, {
    next: 'let the rule of the stack call the function, and look at what else may',
  });
}
