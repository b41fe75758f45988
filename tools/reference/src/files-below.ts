import { existsSync, readdirSync } from 'node:fs';
import { join, posix, sep } from 'node:path';

/** Paths of the files below a folder, from the root of the workspace and sorted. Empty if the folder does not exist. */
export function filesBelow(workspaceRoot: string, folder: string): string[] {
  const path = join(workspaceRoot, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) =>
      posix.join(folder, ...parentPath.slice(path.length).split(sep).filter(Boolean), name),
    )
    .sort();
}
