import { Refusal } from '@bulkhead/errors';
import { stackId } from '@bulkhead/stack/stack-id';
import { recordPath, type RecordSubject } from './record';
import { NewerText, type UnreadableText } from './record-text';

/** The commands that help with a record that cannot be read. */
export interface WaysToRecord {
  /** The command that makes it readable again, or removes the stack. */
  readonly mending: string;
  /** The same for a record of a later version. It loses what only that version knows. */
  readonly givingUp: string;
}

/**
 * Refuses all work on a stack whose record cannot be read: a guard without the record would allow everything.
 *
 * @returns Refusal `UnreadableRecord`, or `NewerRecord` if a later version of the tool wrote it
 */
export function unreadableRecord(
  of: RecordSubject,
  region: string,
  error: UnreadableText,
  { mending, givingUp }: WaysToRecord,
): Refusal {
  if (error instanceof NewerText) return newerRecord(of, region, error, givingUp);
  return new Refusal('UnreadableRecord', whatIsWrong(of, region, error), { next: mending });
}

/**
 * A record of a later version of the tool says more than this version can keep.
 *
 * @param givingUp the command that does without what only that version knows
 */
export function newerRecord(of: RecordSubject, region: string, error: NewerText, givingUp: string): Refusal {
  const { commit } = error;
  const reader = commit
    ? `git checkout ${commit}`
    : `check out the commit that ${of.app}/${of.stack} was deployed from`;
  return new Refusal('NewerRecord', whatIsWrong(of, region, error), {
    next: [
      `${reader}, and run there what was to be run`,
      `or, where nobody uses that version of Bulkhead any more: ${givingUp}`,
    ].join('\n        '),
  });
}

function whatIsWrong(of: RecordSubject, region: string, { message }: UnreadableText): string {
  const { environment, role, app, stack } = of;
  const place = recordPath(environment, of);
  return `What is recorded of ${stackId({ app, stack, role })} cannot be read: ${message} (parameter ${place} in ${region}). Nothing was touched.`;
}
