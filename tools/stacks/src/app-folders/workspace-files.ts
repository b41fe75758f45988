import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Tree } from '@nx/devkit';

/** The files of a workspace: those on the disk, or those of a generator of Nx, which are in memory. */
export interface WorkspaceFiles {
  /** Names in a folder, sorted; none where there is no such folder. */
  children(folder: string): string[];
  isFile(path: string): boolean;
  /** Text of a file, or undefined where there is none. */
  read(path: string): string | undefined;
}

/** The files on the disk. */
export function filesOnDisk(workspaceRoot: string): WorkspaceFiles {
  const at = (path: string) => join(workspaceRoot, path);
  const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  return {
    children: (folder) => (isFolder(at(folder)) ? readdirSync(at(folder)).sort() : []),
    isFile: (path) => statSync(at(path), { throwIfNoEntry: false })?.isFile() ?? false,
    read: (path) => (existsSync(at(path)) ? readFileSync(at(path), 'utf8') : undefined),
  };
}

/** The files that a generator of Nx has before it. */
export function filesInTree(tree: Pick<Tree, 'children' | 'isFile' | 'read'>): WorkspaceFiles {
  return {
    children: (folder) => (tree.isFile(folder) ? [] : tree.children(folder).sort()),
    isFile: (path) => tree.isFile(path),
    read: (path) => tree.read(path, 'utf8') ?? undefined,
  };
}
