import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type StackName, type StateKeeper, type StatePlace } from '../engine-state';
import { foundState } from './state-file';

const ending = '.tfstate';

/** State in files on this machine, outside `dist`, which anyone may delete. */
export const stateFiles: Omit<StateKeeper, 'lastKept'> = {
  nameOf: (_, { role, app, stack }) => join(role, app, `${stack}${ending}`),
  async list(place) {
    const folder = stateFolder(place);
    const files = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
    return new Map(
      files
        .filter((file) => file.endsWith(ending))
        .map((file) => [file, markOf(readFileSync(join(folder, file)))]),
    );
  },
  async read(place, stack) {
    const file = stateFile(place, stack);
    if (!existsSync(file)) return { is: 'missing' };
    const content = readFileSync(file);
    return foundState(content.toString(), markOf(content));
  },
};

/** Absolute path of the state file of a stack. */
export function stateFile(
  place: Pick<StatePlace, 'workspaceRoot' | 'environment'>,
  { role, app, stack }: StackName,
): string {
  return join(stateFolder(place), role, app, `${stack}${ending}`);
}

function stateFolder({
  workspaceRoot,
  environment,
}: Pick<StatePlace, 'workspaceRoot' | 'environment'>): string {
  return join(workspaceRoot, '.bulkhead', 'state', environment.name);
}

/** What changes with every write of a state file. */
export function markOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
