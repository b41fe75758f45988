import { types } from 'node:util';
import { BulkheadError } from '@bulkhead/errors';
import { AwsFailure } from '../retries/aws-failure';

/** A fact that AWS did not tell. */
export interface UnknownFact {
  /** The unknown fact: `quota VPCs per Region`. */
  readonly what: string;
  /** The reason, on one line. */
  readonly why: string;
  /** The command that would make it known. @default nobody knows */
  readonly next?: string;
}

/** A message of a check that refuses nothing: a text, or a fact that it could not find out. */
export type Note = string | UnknownFact;

/** How many characters of a foreign message a note repeats. */
const longestWhy = 200;

/** A fact that AWS did not tell, with the reason from an error and the next step. */
export function unknownFact(what: string, error: unknown): UnknownFact {
  if (error instanceof AwsFailure) {
    // The message of an AwsFailure begins with the purpose of the call, which the check says itself.
    const answer = error.cause instanceof Error ? error.cause : error;
    return { what, why: `${error.code}: ${asWhy(answer)}`, next: error.next };
  }
  return { what, why: asWhy(error), ...(error instanceof BulkheadError && { next: error.next }) };
}

/** Notes as lines. Facts that are unknown for the same reason share one line. */
export function foldedNotes(notes: readonly Note[]): string[] {
  const lines = new Map<string, Set<string>>();
  for (const note of notes) {
    const [line, what] = typeof note === 'string' ? [note, ''] : [reasonOf(note), note.what];
    lines.set(line, (lines.get(line) ?? new Set()).add(what));
  }
  return [...lines].map(([line, whats]) =>
    whats.has('') ? line : `not known: ${[...whats].join('; ')} ${line}`,
  );
}

const reasonOf = ({ why, next }: UnknownFact) => `(${why})${next ? `; next: ${next}` : ''}`;

/** Code or name of an error, and its first line. */
function asWhy(error: unknown): string {
  const { name, message } = types.isNativeError(error) ? error : { name: 'Error', message: String(error) };
  const code = error instanceof BulkheadError ? error.code : name;
  const [first = ''] = message.split('\n');
  return `${code}: ${first.length > longestWhy ? `${first.slice(0, longestWhy)}…` : first}`;
}
