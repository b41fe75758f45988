import { z } from 'zod';
import { isVisible } from './visible-text';

/**
 * The kinds of command options, each for the value that Nx passes: `--force` is true, `--plan=7` a number, and an
 * option that is given twice a list. The message of each kind says what is allowed.
 */

/** Enough for a file name or a sentence, the longest texts that options need. */
const longestText = 4_096;

/** A text in one line. */
export function text(allowed: string) {
  return z
    .preprocess(
      (given) => (typeof given === 'number' ? String(given) : given),
      z.string(allowed).min(1, allowed).max(longestText, `${allowed}, of at most ${longestText} characters`),
    )
    .refine((given) => typeof given !== 'string' || isVisible(given), {
      error: `${allowed}, in one line and of visible characters`,
    });
}

/** One of several words. */
export function oneOf<const Word extends string>(words: readonly Word[]) {
  return z.enum(words, `one of ${words.join(', ')}`);
}

/** An option without a value. */
export function flag() {
  return z.preprocess(
    (given) => (given === 'true' ? true : given === 'false' ? false : given),
    z.boolean('nothing behind it, or true or false'),
  );
}

/** A number up to a limit, with its unit: `minutes`. */
export function quantity(of: string, most: number, { zero = false } = {}) {
  const allowed = `a number of ${of}, ${zero ? 'from' : 'more than'} 0 to ${most}`;
  const amount = z.number(allowed).max(most, allowed);
  return z.preprocess(asNumber, zero ? amount.nonnegative(allowed) : amount.positive(allowed));
}

/** A whole number within limits, with its meaning: `a port`. */
export function wholeNumber(what: string, least: number, most: number) {
  const allowed = `${what}: a whole number from ${least} to ${most}`;
  return z.preprocess(asNumber, z.int(allowed).min(least, allowed).max(most, allowed));
}

/** Several texts, separated by commas or each with its own option. */
export function list(allowed: string) {
  return z.preprocess(
    (given) => (Array.isArray(given) ? given.flatMap(split) : split(given)),
    z.array(text(allowed), allowed).min(1, allowed),
  );
}

/**
 * Several texts that may contain commas. A text with commas is split only if the option is given once.
 *
 * @param pattern of each text. @default any text
 */
export function repeated(allowed: string, pattern = /./) {
  const each = text(allowed).refine((given) => typeof given !== 'string' || pattern.test(given), {
    error: allowed,
  });
  return z.preprocess(
    (given) => (Array.isArray(given) ? given : split(given)),
    z.array(each, allowed).min(1, allowed),
  );
}

/** All (without a value), or some by name. */
export function allOrSome(allowed: string) {
  const either = `nothing behind it, or ${allowed}`;
  return z.preprocess(
    (given) => (given === 'true' ? true : given === 'false' ? false : given),
    z.union([z.boolean(), text(either)], either),
  );
}

/** A sentence, or an invalid text that the caller must report. */
export function sentence(allowed: string) {
  return z.preprocess(
    (given) => (['boolean', 'number'].includes(typeof given) ? String(given) : given),
    z
      .string(allowed)
      .max(longestText, `${allowed}, of at most ${longestText} characters`)
      .refine(isVisible, {
        error: `${allowed}, in one line and of visible characters`,
      }),
  );
}

function asNumber(given: unknown): unknown {
  return typeof given === 'string' && given.trim() !== '' ? Number(given) : given;
}

function split(given: unknown): unknown[] {
  return typeof given === 'string' ? given.split(',') : [given];
}
