import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { type Page, referenceFolder } from './page';

/** How the pages on the disk differ from what they have to be. */
export interface StalePages {
  /** Pages that are missing, or say something else. */
  readonly changed: readonly Page[];
  /** Paths of files that are no page any more. */
  readonly left: readonly string[];
}

/** The pages on the disk that are not what they have to be. */
export function stalePages(workspaceRoot: string, pages: readonly Page[]): StalePages {
  const read = (file: string) => {
    const path = join(workspaceRoot, file);
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  };
  const known = new Set(pages.map(({ file }) => file));
  return {
    changed: pages.filter(({ file, text }) => read(file) !== text),
    left: filesIn(join(workspaceRoot, referenceFolder)).filter((file) => !known.has(file)),
  };
}

/** Takes away the files that are no page any more. */
export function removeLeft(workspaceRoot: string, { left }: StalePages): void {
  for (const file of left) rmSync(join(workspaceRoot, file));
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => {
      const within = parentPath.slice(folder.length).split(sep).filter(Boolean);
      return posix.join(referenceFolder, ...within, name);
    })
    .sort();
}
