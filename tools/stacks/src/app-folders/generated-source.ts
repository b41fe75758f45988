/** A generated source file: where it is, from the root of the workspace, and what it says. */
export interface GeneratedSource {
  readonly file: string;
  readonly text: string;
}

/** The command that makes the generated files anew. */
export const updateIndexesCommand = 'npx nx run bulkhead:update-indexes';

/** Columns that a line has at most, as `.prettierrc` says. */
const lineWidth = 110;

/** `file-system` as `fileSystem`. */
export function camelCase(name: string): string {
  return name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** A name as the key of an object literal. */
export function keyOf(name: string): string {
  return /^[a-z]\w*$/i.test(name) ? name : `'${name}'`;
}

/** The lines of a file, with whose work it is above them. */
export function generatedText(lines: readonly string[]): string {
  return [`// Made by \`${updateIndexesCommand}\` from the folders. Do not edit.`, ...lines, ''].join('\n');
}

/** The declaration of an array, broken as Prettier breaks it. */
export function arrayDeclaration(head: string, items: readonly string[], tail = ''): string[] {
  const line = `${head} = [${items.join(', ')}]${tail};`;
  if (line.length <= lineWidth) return [line];
  return [`${head} = [`, ...items.map((item) => `  ${item},`), `]${tail};`];
}
