import { table } from '@bulkhead/policy/markdown';
import { type Page, page } from './page';

/** The entry of a code in `docs/errors.md`. */
interface ErrorCode {
  readonly code: string;
  readonly happened: string;
  readonly heals: string;
  /** The heading above the entry. */
  readonly under: string;
}

/**
 * The error codes in alphabetical order, for a reader who has a code and does not know its section.
 *
 * @param errors text of `docs/errors.md`, which groups the codes by situation
 */
export function errorCodesPage(errors: string): Page {
  const codes = errorCodes(errors).sort((one, other) => (one.code < other.code ? -1 : 1));
  return page('error-codes.md', 'Error codes', [
    `The code is the word in brackets at the end of an error. There are ${codes.length} codes. [errors.md](../errors.md) groups the same codes by situation, and says how to read the column "What heals".`,
    '',
    ...table(
      ['Code', 'What happened', 'What heals', 'More'],
      codes.map(({ code, happened, heals, under }) => [
        `\`${code}\``,
        fromReference(happened),
        fromReference(heals),
        `[${under}](../errors.md#${anchor(under)})`,
      ]),
    ),
  ]);
}

/** A text of `docs`, with its links relative to the reference. */
function fromReference(text: string): string {
  return text.replace(/\]\((?!https?:|#)/g, '](../');
}

function errorCodes(errors: string): ErrorCode[] {
  let under = '';
  return errors.split('\n').flatMap((line): ErrorCode[] => {
    under = /^## (.*)$/.exec(line)?.[1] ?? under;
    const [, code, happened, heals] = line.split(/(?<!\\)\|/).map((each) => each.trim());
    const word = /^`([A-Z][A-Za-z]+)`$/.exec(code ?? '')?.[1];
    return word === undefined ? [] : [{ code: word, happened: happened ?? '', heals: heals ?? '', under }];
  });
}

/** The anchor that GitHub gives to a heading. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .replaceAll(' ', '-');
}
