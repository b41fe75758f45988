import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Names of the environments kept in a workspace, sorted. An environment is a file and its name is the file's, so
 * the plugin, which runs at the start of every Nx command, need not load the schema to know them.
 */
export function environmentNames(workspaceRoot: string): string[] {
  return readdirSync(join(workspaceRoot, 'libs/config/src/environments'))
    .filter((file) => /^[^.]+\.ts$/.test(file))
    .map((file) => file.slice(0, -'.ts'.length))
    .sort();
}
