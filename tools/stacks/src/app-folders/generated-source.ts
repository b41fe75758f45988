/** A generated source file: its path from the root of the workspace, and its text. */
export interface GeneratedSource {
  readonly file: string;
  readonly text: string;
}

/** The command that writes the generated files again. */
export const updateIndexesCommand = 'npx nx run bulkhead:update-indexes';

/** The longest line in columns, as in `.prettierrc`. */
const lineWidth = 110;

/** Turns `file-system` into `fileSystem`. */
export function camelCase(name: string): string {
  return name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** A name as the key of an object literal. */
export function keyOf(name: string): string {
  return /^[a-z]\w*$/i.test(name) ? name : `'${name}'`;
}

/** Joins the lines of a file, below a line that says which command made it. */
export function generatedText(lines: readonly string[]): string {
  return [`// Made by \`${updateIndexesCommand}\` from the folders. Do not edit.`, ...lines, ''].join('\n');
}

/** The declaration of an array, broken as Prettier breaks it. */
export function arrayDeclaration(head: string, items: readonly string[], tail = ''): string[] {
  const line = `${head} = [${items.join(', ')}]${tail};`;
  if (line.length <= lineWidth) return [line];
  return [`${head} = [`, ...items.map((item) => `  ${item},`), `]${tail};`];
}
