import { createHash } from 'node:crypto';
import { type BridgeEvent } from './bridge-event';
import { facts, type Notification, placeOf } from './notification';
import { singleLine, subjectOf, toSeconds } from './plain-text';

/** The most characters of a name in an event that nobody knows. */
const longestName = 100;

/**
 * What can be said about an event that the function does not understand: another version, another kind, or no event at
 * all. Its detail is not shown, because nothing is known of it.
 *
 * @param text the body of the message in the queue
 */
export function unknownEvent(event: BridgeEvent, text: string, environment: string): Notification {
  const named = (name: string | undefined) => name && singleLine(name, longestName);
  const { source, detailType, version, id, time } = event;
  return {
    kind: 'unknown',
    topic: 'notifications',
    // Somebody has to look, and nothing says that it is urgent.
    severity: 'ticket',
    state: 'UNKNOWN',
    subject: subjectOf(`[ticket] Unknown event (${environment}): ${named(detailType) ?? 'no type'}`),
    body: [
      'An event arrived that Bulkhead does not understand.',
      '',
      ...facts([
        ['Source', named(source)],
        ['Type', named(detailType)],
        ['Version', named(version)],
        ['Event', id],
        ['Time', time && toSeconds(time)],
        ['Where', placeOf(event, environment)],
        ['Size', `${Buffer.byteLength(text)} bytes`],
        ['SHA-256', createHash('sha256').update(text).digest('hex')],
      ]),
      '',
      'Next: look for the event in CloudTrail around its time, and teach libs/alert-function its kind.',
    ].join('\n'),
  };
}
