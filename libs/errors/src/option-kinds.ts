import { z } from 'zod';
import { isVisible } from './visible-text';

/**
 * The kinds of options that commands have, each for what Nx makes of a command line: `--force` is true, `--plan=7` a
 * number, what is given twice a list. The message of each is what is allowed.
 */

/** A file name or a sentence; nothing that we ask for is longer. */
const longestText = 4_096;

/** A text in one line. */
export function text(allowed: string) {
  return z
    .preprocess(
      (given) => (typeof given === 'number' ? String(given) : given),
      z.string(allowed).min(1, allowed).max(longestText, `${allowed}, of at most ${longestText} characters`),
    )
    .refine((given) => typeof given !== 'string' || isVisible(given), {
      error: `${allowed}, in one line and of characters that can be seen`,
    });
}

/** One of some words. */
export function oneOf<const Word extends string>(words: readonly Word[]) {
  return z.enum(words, `one of ${words.join(', ')}`);
}

/** Yes with nothing behind it. */
export function flag() {
  return z.preprocess(
    (given) => (given === 'true' ? true : given === 'false' ? false : given),
    z.boolean('nothing behind it, or true or false'),
  );
}

/** A number up to a limit, with what it counts: `minutes`. */
export function quantity(of: string, most: number, { zero = false } = {}) {
  const allowed = `a number of ${of}, ${zero ? 'from' : 'more than'} 0 to ${most}`;
  const amount = z.number(allowed).max(most, allowed);
  return z.preprocess(asNumber, zero ? amount.nonnegative(allowed) : amount.positive(allowed));
}

/** A whole number within limits, with what it is: `a port`. */
export function wholeNumber(what: string, least: number, most: number) {
  const allowed = `${what}: a whole number from ${least} to ${most}`;
  return z.preprocess(asNumber, z.int(allowed).min(least, allowed).max(most, allowed));
}

/** Some texts, separated by commas or each given with an option of its own. */
export function list(allowed: string) {
  return z.preprocess(
    (given) => (Array.isArray(given) ? given.flatMap(split) : split(given)),
    z.array(text(allowed), allowed).min(1, allowed),
  );
}

/**
 * Some texts that may have commas: one with commas is several only where the option stands once.
 *
 * @param pattern of each. @default any text
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

/** All with nothing behind it, or some by name. */
export function allOrSome(allowed: string) {
  const either = `nothing behind it, or ${allowed}`;
  return z.preprocess(
    (given) => (given === 'true' ? true : given === 'false' ? false : given),
    z.union([z.boolean(), text(either)], either),
  );
}

/** A sentence, or what is none, for whoever asks for it to say so. */
export function sentence(allowed: string) {
  return z.preprocess(
    (given) => (['boolean', 'number'].includes(typeof given) ? String(given) : given),
    z
      .string(allowed)
      .max(longestText, `${allowed}, of at most ${longestText} characters`)
      .refine(isVisible, {
        error: `${allowed}, in one line and of characters that can be seen`,
      }),
  );
}

function asNumber(given: unknown): unknown {
  return typeof given === 'string' && given.trim() !== '' ? Number(given) : given;
}

function split(given: unknown): unknown[] {
  return typeof given === 'string' ? given.split(',') : [given];
}
