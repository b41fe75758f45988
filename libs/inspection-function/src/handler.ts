import { S3Client } from '@aws-sdk/client-s3';
import { inspect } from './inspect';
import { eventId, parseObjectEvent } from './object-event';
import { recordFailure, recordInspection } from './record';
import { inspectionSettings } from './settings';

/** Outside the handler, so that all calls in one environment share its connections. */
const client = new S3Client({});

/**
 * Inspects the new object in an EventBridge event.
 *
 * Every failure is thrown, even for a bad event. Lambda tries twice more, and then keeps the event in the dead-letter
 * queue: a later version of this code may understand it.
 *
 * @throws BulkheadError with a code, and without any part of the event
 */
export async function handler(event: unknown): Promise<void> {
  let version: string | undefined;
  try {
    const settings = inspectionSettings(process.env);
    const object = parseObjectEvent(event, settings.bucket);
    version = object.version;
    const inspection = await inspect(object, client, settings);
    recordInspection({ event: eventId(event), version }, inspection);
  } catch (error) {
    throw recordFailure({ event: eventId(event), version }, error);
  }
}
