import { posix } from 'node:path';
import { BulkheadError, visibleText } from '@bulkhead/errors';
import { type WorkspaceFiles } from './workspace-files';

/** Folder of the teams' settings, from the root of the workspace; one folder for each app. */
export const settingsFolder = 'libs/config/src/apps';

/** Folder of the environments; one file for each environment. */
export const environmentsFolder = 'libs/config/src/environments';

/** Folder of the presets; one file for each preset. */
export const presetsFolder = 'libs/config/src/presets';

/** Folder of the teams' contracts; one folder for each app. */
export const contractsFolder = 'libs/contracts/src';

/** The committed snapshot of what stacks exchange, from the root of the workspace. */
export const snapshotFile = 'libs/contracts/contracts.snapshot.json';

/** The command that writes the snapshot again. */
export const updateContractsCommand = 'npx nx run bulkhead:update-contracts';

/** A file that a folder must or may have, with what the file exports. */
export interface Part {
  /** Path of the file from the root of the workspace. */
  readonly file: string;
  /** The line that the file has to contain, as it begins. */
  readonly line: string;
  /** Finds the line. */
  readonly pattern: RegExp;
}

/** Names of the app folders in a folder, sorted. Empty folders do not count, because Git does not keep them. */
export function appsIn(files: WorkspaceFiles, folder: string): string[] {
  return files.children(folder).filter((name) => files.children(posix.join(folder, name)).length > 0);
}

/** Names of the sources in a folder, sorted and without `.ts`. No specs, and no generated files. */
export function sourcesIn(files: WorkspaceFiles, folder: string): string[] {
  return files
    .children(folder)
    .filter((name) => /^[^.]+\.ts$/.test(name) && files.isFile(posix.join(folder, name)))
    .map((name) => name.slice(0, -'.ts'.length));
}

/** Whether a file is there. A file that does not export what its name promises is a problem. */
export function has(files: WorkspaceFiles, { file, line, pattern }: Part): boolean {
  const text = files.read(file);
  if (text === undefined) return false;
  if (pattern.test(text)) return true;
  throw new BulkheadError(
    'InvalidAppFolder',
    `${file} does not export the value that a file of this name must have.`,
    {
      next: `add to ${file}: ${line}`,
    },
  );
}

/**
 * Requires a file in a folder.
 *
 * @throws BulkheadError `InvalidAppFolder` if the file is missing, or exports something else
 */
export function requirePart(files: WorkspaceFiles, part: Part): void {
  if (has(files, part)) return;
  throw new BulkheadError(
    'InvalidAppFolder',
    `${posix.dirname(part.file)} has no ${posix.basename(part.file)}.`,
    {
      next: `create ${part.file} with: ${part.line}`,
    },
  );
}

/**
 * Refuses a folder that is named after no app: nobody would own what is in it.
 *
 * @throws BulkheadError `InvalidAppFolder`
 */
export function requireOwners(files: WorkspaceFiles): void {
  for (const folder of [settingsFolder, contractsFolder]) {
    const stray = appsIn(files, folder).find((app) => !files.isFile(`apps/${app}/project.json`));
    if (stray === undefined) continue;
    const name = visibleText(stray);
    throw new BulkheadError(
      'InvalidAppFolder',
      `${folder}/${name} is named after no app: there is no apps/${name}/project.json.`,
      { next: `give the folder the name of its app, one of ${appsIn(files, 'apps').join(', ')}` },
    );
  }
}
