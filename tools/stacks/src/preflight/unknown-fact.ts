import { types } from 'node:util';
import { BulkheadError } from '@bulkhead/errors';
import { AwsFailure } from '../retries/aws-failure';

/** Something that AWS did not tell. */
export interface UnknownFact {
  /** What is not known: `quota VPCs per Region`. */
  readonly what: string;
  /** Why not, on one line. */
  readonly why: string;
  /** What would make it known. @default nobody knows */
  readonly next?: string;
}

/** What a check has to say that refuses nothing: a text, or what it did not come to know. */
export type Note = string | UnknownFact;

/** How much a note repeats of what others say, in characters. */
const longestWhy = 200;

/** What AWS did not tell, with the reason that an error gives, and what mends that. */
export function unknownFact(what: string, error: unknown): UnknownFact {
  if (error instanceof AwsFailure) {
    // Its own message says first what the call was for, which a check says itself.
    const answer = error.cause instanceof Error ? error.cause : error;
    return { what, why: `${error.code}: ${asWhy(answer)}`, next: error.next };
  }
  return { what, why: asWhy(error), ...(error instanceof BulkheadError && { next: error.next }) };
}

/** Notes as lines, with what is not known for one and the same reason on one line. */
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
