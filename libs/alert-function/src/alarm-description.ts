import { BulkheadError } from '@bulkhead/errors';
import { safeLink, singleLine } from './plain-text';

/** How urgent something is, the most urgent first. A page wakes somebody, a ticket waits for the next working day. */
export const severities = ['page', 'ticket', 'information'] as const;
export type Severity = (typeof severities)[number];

/** What people have to know about an alarm. CloudWatch stores the text of it as the alarm's description. */
export interface AlarmDescription {
  /** What is wrong while the alarm is in ALARM, in one sentence. */
  readonly summary: string;
  readonly severity: Severity;
  /** The team to call, such as `@acme/platform`. */
  readonly owner: string;
  /** What the alarm means to patients. */
  readonly patients: string;
  /** HTTPS address of the page that says what to do. */
  readonly runbook: string;
}

/**
 * The most characters of a description.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 */
export const longestDescription = 1_024;

const labels = { severity: 'Severity', owner: 'Owner', patients: 'Patients', runbook: 'Runbook' } as const;
type Labelled = keyof typeof labels;
const labelled = /^(Severity|Owner|Patients|Runbook):(.*)$/;

/**
 * The description of an alarm: the summary, and one line for each other field. `readAlarmDescription` reads it.
 *
 * @throws BulkheadError `InvalidAlarmDescription`
 */
export function alarmDescription(alarm: AlarmDescription): string {
  for (const field of ['summary', 'owner', 'patients', 'runbook'] as const) {
    const text = alarm[field];
    if (text === '' || singleLine(text, longestDescription) !== text)
      throw invalid(`${field} is not one line of visible text`);
  }
  if (labelled.test(alarm.summary)) throw invalid('summary begins like another line');
  if (!severities.includes(alarm.severity)) throw invalid(`severity is none of ${severities.join(', ')}`);
  if (!safeLink(alarm.runbook)) throw invalid('runbook is no HTTPS address');
  const lines = (Object.keys(labels) as Labelled[]).map((field) => `${labels[field]}: ${alarm[field]}`);
  const text = [alarm.summary, ...lines].join('\n');
  if (text.length > longestDescription)
    throw invalid(`the whole has ${text.length} characters, and CloudWatch takes ${longestDescription}`);
  return text;
}

/**
 * The fields of a description that somebody wrote, in this form or in any other. A field that is missing or not valid is
 * absent. Every text is one line of visible characters.
 */
export function readAlarmDescription(text: unknown): Partial<AlarmDescription> {
  if (typeof text !== 'string') return {};
  const lines = text.slice(0, longestDescription).split(/\r\n|[\n\r]/);
  const found = new Map<string, string>();
  const rest: string[] = [];
  for (const line of lines) {
    const [, label, value] = labelled.exec(line) ?? [];
    if (label === undefined) rest.push(line);
    // The first line of a label counts: a later one may be a part of some other text.
    else if (!found.has(label)) found.set(label, singleLine(value ?? '', longestDescription));
  }
  const of = (field: Labelled) => found.get(labels[field]) || undefined;
  return {
    summary: singleLine(rest.join(' '), longestDescription) || undefined,
    severity: severities.find((severity) => severity === of('severity')),
    owner: of('owner'),
    patients: of('patients'),
    runbook: safeLink(of('runbook')),
  };
}

function invalid(problem: string): BulkheadError {
  return new BulkheadError(
    'InvalidAlarmDescription',
    `The description of an alarm is not valid: ${problem}.`,
    {
      next: 'correct the description where the alarm is made',
    },
  );
}
