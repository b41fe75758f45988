import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type AppManifest, parseManifest } from '@bulkhead/contracts';

/**
 * The manifest of the app in a folder.
 *
 * @param projectDirectory absolute path of the app's folder
 * @returns undefined if its `project.json` declares no stacks
 * @throws BulkheadError `InvalidManifest`
 */
export function readManifest(projectDirectory: string): AppManifest | undefined {
  return parseManifest(
    JSON.parse(readFileSync(join(projectDirectory, 'project.json'), 'utf8')),
    manifestLabel(projectDirectory),
  );
}

/** How messages name that file: `apps/network/project.json`. */
export function manifestLabel(projectDirectory: string): string {
  return [basename(dirname(projectDirectory)), basename(projectDirectory), 'project.json'].join('/');
}
