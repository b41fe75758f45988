/** Control, format, private and unassigned characters, halves of a character, and separators of lines and paragraphs. */
const invisible = /[\p{C}\p{Zl}\p{Zp}]+/gu;

/**
 * Text of an event in one line that shows everything it contains: it can neither begin a new line nor turn the direction
 * of the text.
 *
 * @param longest the most UTF-16 units of the result; a longer text ends with an ellipsis
 */
export function singleLine(text: string, longest: number): string {
  // Cut before the work, which would take long for a text of a megabyte.
  const start = text.slice(0, longest * 2);
  const clean = start.replace(invisible, ' ').replace(/\s+/gu, ' ').trim();
  const isWhole = start.length === text.length && clean.length <= longest;
  return isWhole ? clean : `${clean.slice(0, longest - 1).replace(/\p{Cs}$/u, '')}…`;
}

/**
 * The most characters of a subject: SNS takes fewer than 100, ASCII alone, without line breaks.
 * https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
 */
const longestSubject = 99;

/** A text as the subject of a message of SNS, which has to begin with a letter, a number or a punctuation mark. */
export function subjectOf(text: string): string {
  const ascii = singleLine(text, longestSubject * 2)
    .replaceAll('…', '...')
    .replace(/[^\x20-\x7e]/gu, '?');
  return ascii.slice(0, longestSubject).trim();
}

/**
 * An HTTPS address that shows where it leads, as written; undefined for anything else, such as a script, a name and
 * password before the host, or a character that a person does not see.
 */
export function safeLink(text: unknown): string | undefined {
  if (typeof text !== 'string' || !/^https:\/\/[\x21-\x7e]{1,1000}$/.test(text)) return undefined;
  // Marks that end a link or begin another text in mail and chat.
  if (/["'<>\\^`{|}]/.test(text)) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url?.protocol === 'https:' && url.username === '' && url.password === '' ? text : undefined;
}

/** A point in time as AWS writes it, with a zone; undefined for anything else. */
export function instantOf(text: unknown): Date | undefined {
  if (typeof text !== 'string') return undefined;
  // CloudWatch writes the zone without a colon, which is not the format of JavaScript.
  const parts = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{1,9})?(Z|[+-]\d\d:?\d\d)$/.exec(text);
  if (!parts) return undefined;
  const [, seconds = '', fraction = '', zone = ''] = parts;
  const instant = new Date(
    `${seconds}${fraction.slice(0, 4)}${zone.replace(/^([+-]\d\d):?(\d\d)$/, '$1:$2')}`,
  );
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}

/** A point in time for people: ISO 8601 in UTC, to the second. */
export function toSeconds(instant: Date): string {
  return instant.toISOString().replace(/\.\d{3}Z$/, 'Z');
}
