import { S3Client } from '@aws-sdk/client-s3';
import { inspect } from './inspect';
import { eventId, parseObjectEvent } from './object-event';
import { recordFailure, recordInspection } from './record';
import { inspectionSettings } from './settings';

/** Outside the handler, so that calls of one environment share its connections. */
const client = new S3Client({});

/**
 * Inspects the object that an event of EventBridge says was created.
 *
 * Whatever cannot be done is thrown, a bad event too: Lambda tries it twice more and then keeps the event in the
 * dead-letter queue, where nothing is lost that a later version of this code might understand.
 *
 * @throws BulkheadError with a code, and with nothing of the event in it
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
