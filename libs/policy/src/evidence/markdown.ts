/** A table of Markdown, as lines; the cells are Markdown already. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)];
}

/** Text as the content of a cell. */
export function cell(text: string): string {
  return text.replaceAll('|', '\\|').replace(/\s*\n\s*/g, ' ');
}

/** Text as code in a cell. */
export function code(text: string): string {
  return `\`${cell(text)}\``;
}
