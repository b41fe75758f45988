import { BulkheadError } from '@bulkhead/errors';

/** The line before the picture in a document, with the command that draws it. */
export const pictureMark = (command: string) => `<!-- ${command} -->`;

/**
 * Puts a picture into a Markdown text, in the place of the Mermaid block behind the mark.
 *
 * @param file name of the document, for messages
 * @throws BulkheadError `NoPlaceForPicture` if the text has no mark, or no Mermaid block behind it
 */
export function withPicture(text: string, mark: string, picture: string, file: string): string {
  const at = text.indexOf(mark);
  const block = /^\n+```mermaid\n[^`]*```/.exec(at < 0 ? '' : text.slice(at + mark.length));
  if (!block) {
    throw new BulkheadError('NoPlaceForPicture', `${file} has no place for the picture.`, {
      next: `add to ${file}: ${mark}, an empty line, and a block of mermaid`,
    });
  }
  const end = at + mark.length + block[0].length;
  return `${text.slice(0, at)}${mark}\n\n\`\`\`mermaid\n${picture}\`\`\`${text.slice(end)}`;
}
