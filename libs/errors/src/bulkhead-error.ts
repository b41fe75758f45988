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
  override readonly name: string = 'BulkheadError';
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

/** What heals errors of the operating system that a run meets most; after it the same command is run again. */
const healing: Readonly<Record<string, string>> = {
  EACCES: 'let yourself read and write what it names',
  EPERM: 'let yourself read and write what it names',
  EROFS: 'have it on a disk that can be written',
  ENOSPC: 'make room on the disk',
  EDQUOT: 'make room on the disk',
  EMFILE: 'ulimit -n 4096',
};

/**
 * Code of an error that the operating system gave a call, such as `EACCES` for a file; undefined for any other error.
 */
export function systemErrorCode(error: unknown): string | undefined {
  const { code, syscall } = (error ?? {}) as { readonly code?: unknown; readonly syscall?: unknown };
  return types.isNativeError(error) && typeof syscall === 'string' && typeof code === 'string'
    ? code
    : undefined;
}

/**
 * The text shown to a user for anything thrown: a `BulkheadError` as its message, its next step and
 * its code; an error of the operating system as that says it; any other error with its stack, since it is a defect
 * and the stack is what we need. What a message quotes of others cannot draw on a terminal: what cannot be seen is shown
 * as an escape.
 */
export function describeError(error: unknown): string {
  if (error instanceof BulkheadError) {
    const lines = [error.message, error.next && `  next: ${error.next}`, `  (${error.code})`];
    return visibleLines(lines.filter(Boolean).join('\n'));
  }
  const code = systemErrorCode(error);
  if (code !== undefined) {
    const heals = healing[code] ?? 'correct what it names';
    return `${(error as Error).message}\n  next: ${heals}, then run the same command again\n  (${code})`;
  }
  return types.isNativeError(error) ? (error.stack ?? error.message) : String(error);
}
