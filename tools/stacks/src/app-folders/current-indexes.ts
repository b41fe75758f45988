import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeAtomically } from '@bulkhead/emulator/write-atomically';
import { BulkheadError } from '@bulkhead/errors';
import { appsIn, contractsFolder, settingsFolder } from './app-folders';
import { codeOwners } from './code-owners';
import { contractIndex } from './contract-index';
import { type GeneratedSource, updateIndexesCommand } from './generated-source';
import { ownerIndex, ownerIndexFile } from './owner-index';
import { presetIndexes } from './preset-indexes';
import { settingsIndexes } from './settings-indexes';
import { filesOnDisk, type WorkspaceFiles } from './workspace-files';

/**
 * The committed index files that list what teams have in their own folders, as they have to be. A workspace without
 * such folders has none.
 *
 * @throws BulkheadError `InvalidAppFolder` for a folder that cannot be listed
 */
export function indexesOf(files: WorkspaceFiles): GeneratedSource[] {
  const settings =
    appsIn(files, settingsFolder).length > 0
      ? [...presetIndexes(files), ...settingsIndexes(files), ...ownerIndex(files)]
      : [];
  const contracts = appsIn(files, contractsFolder).length > 0 ? [contractIndex(files)] : [];
  return [...settings, ...contracts, ...codeOwners(files)];
}

/** The indexes that differ from the folders, as they have to be. */
export function staleIndexes(files: WorkspaceFiles): GeneratedSource[] {
  return indexesOf(files).filter(({ file, text }) => files.read(file) !== text);
}

/**
 * Refuses a workspace with a stale index.
 *
 * @throws BulkheadError `StaleIndex`, or `InvalidAppFolder` for a folder that cannot be listed
 */
export function requireCurrentIndexes(files: WorkspaceFiles): void {
  refuse(staleIndexes(files));
}

/**
 * Refuses a workspace with a stale index that is compiled. Owners stop no build: a team may name its owner at any time.
 *
 * @throws BulkheadError `StaleIndex`, or `InvalidAppFolder` for a folder that cannot be listed
 */
export function requireCurrentSources(files: WorkspaceFiles): void {
  refuse(staleIndexes(files).filter(({ file }) => file.endsWith('.ts') && file !== ownerIndexFile));
}

function refuse(stale: readonly GeneratedSource[]): void {
  if (stale.length === 0) return;
  const names = stale.map(({ file }) => file).join(', ');
  throw new BulkheadError('StaleIndex', `The index files do not match the folders of the apps: ${names}.`, {
    next: updateIndexesCommand,
  });
}

/**
 * Writes the indexes that are stale.
 *
 * @returns their paths from the root of the workspace
 * @throws BulkheadError `InvalidAppFolder` for a folder that cannot be listed
 */
export function updateIndexes(workspaceRoot: string): string[] {
  return staleIndexes(filesOnDisk(workspaceRoot)).map(({ file, text }) => {
    mkdirSync(dirname(join(workspaceRoot, file)), { recursive: true });
    writeAtomically(join(workspaceRoot, file), text);
    return file;
  });
}
