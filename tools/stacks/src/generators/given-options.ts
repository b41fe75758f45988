import { BulkheadError, visibleText } from '@bulkhead/errors';
import { nearest } from '@bulkhead/errors/input';

/** @throws BulkheadError `InvalidOption` for a value that does not have the allowed form */
export function requireMatch(option: string, value: string, pattern: RegExp, allowed: string): void {
  if (pattern.test(value)) return;
  throw new BulkheadError('InvalidOption', `--${option} is "${visibleText(value)}"; allowed: ${allowed}.`, {
    next: `correct --${option}`,
  });
}

/** @throws BulkheadError `InvalidOption`, with the nearest allowed value, for a value that is not allowed */
export function requireOneOf(option: string, value: string, allowed: readonly string[]): void {
  if (allowed.includes(value)) return;
  throw new BulkheadError(
    'InvalidOption',
    `--${option} is "${visibleText(value)}"; allowed: ${allowed.join(', ')}.`,
    { next: `write --${option}=${nearest(value, allowed) ?? allowed[0] ?? '…'}` },
  );
}
