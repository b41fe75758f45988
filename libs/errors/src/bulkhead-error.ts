import { types } from 'node:util';
import { visibleLines } from './visible-text';

export interface BulkheadErrorOptions {
  /** The command or edit that gets the user on, as they would type it. @default none */
  readonly next?: string;
  /** What raised this one. @default none */
  readonly cause?: unknown;
}

/**
 * An error meant to be read by a person: what happened and where in `message`, what to run next in
 * `next`, and a stable `code` in UpperCamelCase that callers and tests match on instead of prose.
 */
export class BulkheadError extends Error {
  override readonly name = 'BulkheadError';
  readonly next?: string;

  constructor(
    readonly code: string,
    message: string,
    options: BulkheadErrorOptions = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.next = options.next;
  }
}

/**
 * An error after which everything is as it was before: what was asked for was found to be wrong, unsafe or impossible
 * before anything was touched. A run reports it as `refused`, and not as `failed`.
 */
export class Refusal extends BulkheadError {}

/**
 * The text shown to a user for anything thrown: a `BulkheadError` as its message, its next step and
 * its code; any other error with its stack, since it is a defect and the stack is what we need. What a message quotes of
 * others cannot draw on a terminal: what cannot be seen is shown as an escape.
 */
export function describeError(error: unknown): string {
  if (error instanceof BulkheadError) {
    const lines = [error.message, error.next && `  next: ${error.next}`, `  (${error.code})`];
    return visibleLines(lines.filter(Boolean).join('\n'));
  }
  return types.isNativeError(error) ? (error.stack ?? error.message) : String(error);
}
