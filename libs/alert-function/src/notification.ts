import { type Severity } from './alarm-description';
import { type BridgeEvent } from './bridge-event';
import { singleLine } from './plain-text';

/** The kinds of events, by the words of the log. */
export type Kind = 'alarm' | 'composite-alarm' | 'configuration-change' | 'compliance-change' | 'unknown';

/** A message for people, before it is published. */
export interface Notification {
  readonly kind: Kind;
  /** Whether it also goes to those who are on call: the topic `alerts` in place of `notifications`. */
  readonly topic: 'notifications' | 'alerts';
  readonly severity: Severity;
  /** The new state in AWS's words, such as `ALARM`. It becomes an attribute of the message, for filter policies. */
  readonly state: string;
  readonly subject: string;
  readonly body: string;
  /** A type of resource of this library's own tables, for the log. @default none, or a type that is in no table */
  readonly resourceType?: string;
}

/** The most characters of a name or a sentence of an event that are shown to people. */
export const longestText = 500;

/** One fact a line, with the values below each other. A value that is not known is said to be so. */
export function facts(entries: readonly (readonly [label: string, value: string | undefined])[]): string[] {
  const width = Math.max(...entries.map(([label]) => label.length)) + ':  '.length;
  return entries.map(
    ([label, value]) => `${`${label}:`.padEnd(width)}${singleLine(value ?? 'not known', longestText)}`,
  );
}

/** Where an event comes from, for people. */
export function placeOf({ account, region }: BridgeEvent, environment: string): string {
  return `account ${account ?? 'not known'}, region ${region ?? 'not known'}, environment ${environment}`;
}
