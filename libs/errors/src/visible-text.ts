/**
 * What is not seen where text is shown, or makes something else of what is: control characters and with them ANSI
 * escapes and line breaks, the marks that turn the direction of text or take no room, line and paragraph separators,
 * halves of surrogate pairs, characters that nobody has defined, and those that are drawn as nothing, such as the fillers of
 * Hangul and the selectors of variants.
 * https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
 */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** What sets a colour or a weight, and nothing else: SGR of ECMA-48. */
const colours = new RegExp(`${String.fromCharCode(0x1b)}\\[[\\d;:]*m`, 'g');

const named: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Characters of a text of others that a message shows. */
const longestShown = 200;

/**
 * Text of others, such as a parameter's value or an unknown key, as a part of a line of ours: in one line, what cannot be
 * seen written as an escape, and cut with a word on what is missing.
 *
 * @param longest how many characters of it are shown. @default 200
 */
export function visibleText(text: string, longest = longestShown): string {
  const shown = escaped(text.slice(0, longest));
  return text.length > longest ? `${shown}… (${text.length} characters)` : shown;
}

/**
 * The same for text in which line breaks and tabs are meant, such as a whole message: every line stays, and none is cut.
 * Whatever goes to a terminal or into a page passes through here last. Colours and weights are left out, since Nx tells
 * whatever it starts to use them and engines pass them on; everything else that would move a terminal is shown.
 */
export function visibleLines(text: string): string {
  return text
    .replace(colours, '')
    .replaceAll('\r\n', '\n')
    .replace(unseen, (character) => {
      return character === '\n' || character === '\t' ? character : escaped(character);
    });
}

/** Whether nothing of a text would be shown as an escape. */
export function isVisible(text: string): boolean {
  return text.search(unseen) === -1;
}

function escaped(text: string): string {
  return text.replace(unseen, (character) => named[character] ?? codeOf(character));
}

function codeOf(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length <= 2 ? `\\x${code.padStart(2, '0')}` : `\\u{${code}}`;
}
