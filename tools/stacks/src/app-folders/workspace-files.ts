import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Tree } from '@nx/devkit';

/** The files of a workspace: on the disk, or in the memory of an Nx generator. */
export interface WorkspaceFiles {
  /** Names in a folder, sorted. Empty if there is no such folder. */
  children(folder: string): string[];
  isFile(path: string): boolean;
  /** Text of a file, or undefined if there is none. */
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

/** The files of the tree that Nx gives a generator. */
export function filesInTree(tree: Pick<Tree, 'children' | 'isFile' | 'read'>): WorkspaceFiles {
  return {
    children: (folder) => (tree.isFile(folder) ? [] : tree.children(folder).sort()),
    isFile: (path) => tree.isFile(path),
    read: (path) => tree.read(path, 'utf8') ?? undefined,
  };
}
