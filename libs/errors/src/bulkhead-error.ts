import { types } from 'node:util';
import { visibleLines } from './visible-text';

export interface BulkheadErrorOptions {
  /** The command or edit that the user needs next, as the user would type it. @default none */
  readonly next?: string;
  /** The error that caused this one. @default none */
  readonly cause?: unknown;
}

/**
 * An error for people: `message` says what happened and where, `next` says what to run next. Callers and tests compare
 * the stable `code` in UpperCamelCase, not the text.
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
 * An error after which nothing has changed: the request was wrong, unsafe or impossible, and the check came before any
 * change. A run reports it as `refused`, not as `failed`.
 */
export class Refusal extends BulkheadError {}

/**
 * The remedies for the most frequent errors of the operating system. After the remedy, the same command is run again.
 */
const healing: Readonly<Record<string, string>> = {
  EACCES: 'let yourself read and write what it names',
  EPERM: 'let yourself read and write what it names',
  EROFS: 'have it on a disk that can be written',
  ENOSPC: 'make room on the disk',
  EDQUOT: 'make room on the disk',
  EMFILE: 'ulimit -n 4096',
};

/**
 * Code of an error of the operating system, such as `EACCES` for a file; undefined for any other error.
 */
export function systemErrorCode(error: unknown): string | undefined {
  const { code, syscall } = (error ?? {}) as { readonly code?: unknown; readonly syscall?: unknown };
  return types.isNativeError(error) && typeof syscall === 'string' && typeof code === 'string'
    ? code
    : undefined;
}

/**
 * The text that a user sees for any thrown value. For a `BulkheadError`: message, next step and code. For an error of
 * the operating system: its own text with a next step. For any other error: its stack trace, since it is a defect.
 * Quoted text cannot control the terminal: invisible characters become escapes.
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
