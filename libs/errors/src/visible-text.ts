/**
 * Characters that are invisible, or that change how other text appears: control characters, and so ANSI escapes and
 * line breaks; marks that change the text direction or have no width; line and paragraph separators; halves of
 * surrogate pairs; undefined characters; and characters that are drawn as nothing, such as Hangul fillers and variation
 * selectors.
 * https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
 */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** Sequences that set only a colour or a weight: SGR of ECMA-48. */
const colours = new RegExp(`${String.fromCharCode(0x1b)}\\[[\\d;:]*m`, 'g');

const named: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Maximum number of characters that a message shows of quoted text. */
const longestShown = 200;

/**
 * Text from elsewhere, such as a parameter's value or an unknown key, for a part of a line: on one line, with invisible
 * characters as escapes. If the text is shortened, its original length follows.
 *
 * @param longest maximum number of characters to show. @default 200
 */
export function visibleText(text: string, longest = longestShown): string {
  const shown = escaped(text.slice(0, longest));
  return text.length > longest ? `${shown}… (${text.length} characters)` : shown;
}

/**
 * The same for text with intended line breaks and tabs, such as a whole message: no line is shortened. Every output to
 * a terminal or into a page must pass through here last. Colours and weights are removed, since Nx asks its child
 * processes to use them and engines pass them on. All other control characters become escapes.
 */
export function visibleLines(text: string): string {
  return text
    .replace(colours, '')
    .replaceAll('\r\n', '\n')
    .replace(unseen, (character) => {
      return character === '\n' || character === '\t' ? character : escaped(character);
    });
}

/** Whether a text has no character that would become an escape. */
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
