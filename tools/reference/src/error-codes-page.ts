import { table } from '@bulkhead/policy/markdown';
import { type Page, page } from './page';

/** What `docs/errors.md` says of a code. */
interface ErrorCode {
  readonly code: string;
  readonly happened: string;
  readonly heals: string;
  /** The heading that it stands under. */
  readonly under: string;
}

/**
 * The error codes in the order of the alphabet, for who has one before them and does not know where it belongs.
 *
 * @param errors text of `docs/errors.md`, which has them by what was going on
 */
export function errorCodesPage(errors: string): Page {
  const codes = errorCodes(errors).sort((one, other) => (one.code < other.code ? -1 : 1));
  return page('error-codes.md', 'Error codes', [
    `The word in brackets at the end of an error, ${codes.length} of them. [errors.md](../errors.md) has the same by what was going on, and says how to read the last column.`,
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

/** A text of `docs` with its links as they are from the reference. */
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

/** The anchor that GitHub gives a heading. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .replaceAll(' ', '-');
}
