import { Unfit } from '@bulkhead/errors';
import { Scanner } from '../text/scanner';
import { readRegex } from './comparison';
import { type Match } from './log-event';

type Term = { readonly text: string } | { readonly regex: string };

/**
 * Terms of an event that is only text. "Using filter patterns to match terms in unstructured log events":
 * docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html#matching-terms-unstructured-log-events
 */
export interface TermsPattern {
  readonly included: readonly Term[];
  readonly excluded: readonly Term[];
  /** One of them has to be there. */
  readonly optional: readonly Term[];
}

/** @throws Unfit for a term that needs quotation marks */
export function readTermsPattern(text: string): TermsPattern {
  const scanner = new Scanner(text, 'the pattern');
  const terms = { included: [] as Term[], excluded: [] as Term[], optional: [] as Term[] };
  while (!scanner.atEnd()) {
    const sign = scanner.take('?', '-');
    const kind = sign === '?' ? 'optional' : sign === '-' ? 'excluded' : 'included';
    terms[kind].push(readTerm(scanner));
  }
  // "If you combine ? with other filter patterns, all question mark terms will be ignored." Nobody wants that.
  if (terms.optional.length > 0 && terms.included.length + terms.excluded.length > 0)
    throw new Unfit(
      `the pattern ${text} combines ? with other terms, and CloudWatch Logs then ignores every term with ?`,
    );
  return terms;
}

function readTerm(scanner: Scanner): Term {
  const regex = readRegex(scanner);
  if (regex !== undefined) return { regex };
  const quoted = scanner.match(/"((?:[^"\\]|\\.)*)"/);
  // `" "` matches everything, and so does a phrase of nothing but spaces.
  if (quoted) return { text: (quoted[1] ?? '').replace(/\\(.)/g, '$1').trim() };
  const [text] = scanner.match(/[^\s"]+/) ?? scanner.fail('term');
  if (!/^\w+$/.test(text))
    throw new Unfit(
      `the term ${text} of its pattern has other signs than letters, digits and _: put it in quotation marks`,
    );
  return { text };
}

/** Whether an event has the terms. Case matters, and a term may be part of a word. */
export function matchTerms(
  { included, excluded, optional }: TermsPattern,
  message: string,
): Match | undefined {
  const has = (term: Term) =>
    'regex' in term ? new RegExp(term.regex).test(message) : message.includes(term.text);
  const isMatch = included.every(has) && !excluded.some(has) && (optional.length === 0 || optional.some(has));
  return isMatch ? { textOf: () => undefined } : undefined;
}
