import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow } from './files-below';
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
    left: filesBelow(workspaceRoot, referenceFolder).filter((file) => !known.has(file)),
  };
}

/** Takes away the files that are no page any more. */
export function removeLeft(workspaceRoot: string, { left }: StalePages): void {
  for (const file of left) rmSync(join(workspaceRoot, file));
}
