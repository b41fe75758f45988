import { visibleLines, visibleText } from '@bulkhead/errors';

/** A table of Markdown, as lines; the cells are Markdown already. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)];
}

/** Text as the content of a cell, on one line. Invisible characters become escapes. */
export function cell(text: string): string {
  return visibleText(text.replace(/\s*\n\s*/g, ' '), Infinity).replaceAll('|', '\\|');
}

/** Text as code in a cell. */
export function code(text: string): string {
  return `\`${cell(text).replaceAll('`', "'")}\``;
}

/** Lines, unchanged, in a fence that none of the lines can close. */
export function fenced(lines: readonly string[]): string[] {
  const shown = lines.flatMap((line) => visibleLines(line).split('\n'));
  const ticks = shown.flatMap((line) => (line.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(Math.max(2, ...ticks) + 1);
  return [`${fence}text`, ...shown, fence];
}
