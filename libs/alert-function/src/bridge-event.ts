import { instantOf } from './plain-text';
import { fieldAt, matchAt, parseJson, textAt } from './untrusted';

/**
 * An event as EventBridge delivers it. A field that is missing or not valid is absent.
 * https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html
 */
export interface BridgeEvent {
  readonly id: string | undefined;
  readonly version: string | undefined;
  readonly source: string | undefined;
  readonly detailType: string | undefined;
  readonly account: string | undefined;
  readonly region: string | undefined;
  readonly time: Date | undefined;
  readonly detail: unknown;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The only version of the envelope that is known. Another one may give the same names another meaning. */
const knownVersion = '0';

/** The event in a text. For a text that is no event, every field is absent. */
export function parseBridgeEvent(text: unknown): BridgeEvent {
  const event = parseJson(text);
  return {
    id: matchAt(uuid, event, 'id'),
    version: textAt(event, 'version'),
    source: textAt(event, 'source'),
    detailType: textAt(event, 'detail-type'),
    account: matchAt(/^\d{12}$/, event, 'account'),
    region: matchAt(/^[a-z]{2}(-[a-z]{1,12}){1,3}-\d{1,2}$/, event, 'region'),
    time: instantOf(textAt(event, 'time')),
    detail: fieldAt(event, 'detail'),
  };
}

/** Whether an event is of a kind that is known. */
export function isOf({ version, source, detailType }: BridgeEvent, known: string, type: string): boolean {
  return version === knownVersion && source === known && detailType === type;
}
