import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { processVariables } from '../processes/process-variables';
import { runProcess } from '../processes/run-process';

/**
 * Installs the peers in their own folder, from their own lock file, unless they are already installed as the lock file
 * says.
 *
 * @returns absolute path of the folder with their programs
 */
export async function installPeers(workspaceRoot: string, notify: (line: string) => void): Promise<string> {
  const directory = join(workspaceRoot, 'tools/bench/peers');
  if (!isInstalled(directory)) {
    notify('Installing the peers in tools/bench/peers');
    await runProcess({
      command: 'npm',
      arguments: ['ci', '--no-audit', '--no-fund'],
      directory,
      variables: processVariables(),
    });
  }
  return join(directory, 'node_modules/.bin');
}

/** npm writes a lock file of its own beside the packages that it installed. */
function isInstalled(directory: string): boolean {
  const installed = join(directory, 'node_modules/.package-lock.json');
  const wanted = join(directory, 'package-lock.json');
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync(wanted).mtimeMs;
}
