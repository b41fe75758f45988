import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow } from './files-below';
import { type Page, referenceFolder } from './page';

/** The differences between the pages on disk and the pages of the code. */
export interface StalePages {
  /** Pages that are missing or have another text. */
  readonly changed: readonly Page[];
  /** Paths of files that are no longer pages. */
  readonly left: readonly string[];
}

/** Finds the pages on disk that differ from the pages of the code. */
export function stalePages(workspaceRoot: string, pages: readonly Page[]): StalePages {
  const read = (file: string) => {
    const path = join(workspaceRoot, file);
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  };
  const known = new Set(pages.map(({ file }) => file));
  return {
    changed: pages.filter(({ file, text }) => read(file) !== text),
    left: filesBelow(workspaceRoot, referenceFolder).filter((file) => !known.has(file)),
  };
}

/** Removes the files that are no longer pages. */
export function removeLeft(workspaceRoot: string, { left }: StalePages): void {
  for (const file of left) rmSync(join(workspaceRoot, file));
}
