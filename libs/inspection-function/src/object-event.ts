import { BulkheadError } from '@bulkhead/errors';

/** One version of an object, which never changes. */
export interface ObjectVersion {
  readonly bucket: string;
  /** Unencoded: S3 encodes keys in its own notifications, but not in events for EventBridge. */
  readonly key: string;
  readonly version: string;
}

/**
 * The new version in an event. The other fields of the event are ignored: S3 knows them better.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html
 *
 * @param bucket name of the bucket whose events are expected
 * @throws BulkheadError `InvalidEvent` for any event except an object created in that bucket, and `NoVersion` if the
 * bucket kept no versions. Neither message has any part of the event, since a key may name a patient.
 */
export function parseObjectEvent(event: unknown, bucket: string): ObjectVersion {
  const { source, 'detail-type': type, detail } = record(event);
  if (source !== 'aws.s3') throw invalid('is not of S3');
  if (type !== 'Object Created') throw invalid('is not of an object that was created');
  const object = record(record(detail)['object']);
  if (record(record(detail)['bucket'])['name'] !== bucket) throw invalid('is of another bucket');
  const { key, 'version-id': version } = object;
  if (!isText(key)) throw invalid('names no key');
  // While versioning is suspended, an object has the version "null", and the next upload overwrites it.
  if (!isText(version) || version === 'null') {
    throw new BulkheadError('NoVersion', 'The event names no version: the bucket keeps none.', {
      next: 'switch versioning of the data bucket on again, and upload the object once more',
    });
  }
  return { bucket, key, version };
}

/** Id of an EventBridge event, also of an invalid one. */
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
