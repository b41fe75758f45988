import { type Meaning } from '../alarm-description';

/** A kind of event that somebody hears of within a minute. */
export interface HeardEvent extends Meaning {
  /** Name of the rule. */
  readonly name: string;
  /** What has happened, in a sentence without a full stop. */
  readonly says: string;
  /** The events, as EventBridge compares them. */
  readonly pattern: object;
}

/** The pattern of calls, as CloudTrail tells EventBridge of them. A call that AWS refused is among them. */
export function calls(service: string, detail: object, source = `aws.${service}`): object {
  return {
    source: [source],
    'detail-type': ['AWS API Call via CloudTrail'],
    detail: { eventSource: [`${service}.amazonaws.com`], ...detail },
  };
}
