/** What somebody who hears of an event has to know. */
export interface Meaning {
  /** `page`: act now, by the topic `alerts`. `ticket`: look at it in working hours, by the topic `notifications`. */
  readonly severity: 'page' | 'ticket';
  /** What the event means to patients, in a sentence. */
  readonly patients: string;
  /** Anchor of a heading in the README of the app, without `#`. */
  readonly runbook: string;
}

/** Path of the runbook of an anchor, from the workspace root. */
export function runbookOf(anchor: string): string {
  return `apps/observability/README.md#${anchor}`;
}

/**
 * The description of an alarm: a sentence, and a line for each of severity, owner, patients and runbook.
 *
 * @param says what has happened if the alarm fires, in a sentence
 * @param owner the team to call, such as `@acme/operations`
 */
export function alarmDescription(says: string, owner: string, meaning: Meaning): string {
  const { severity, patients, runbook } = meaning;
  return [
    says,
    `Severity: ${severity}`,
    `Owner: ${owner}`,
    `Patients: ${patients}`,
    `Runbook: ${runbookOf(runbook)}`,
  ].join('\n');
}
