import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, sep } from 'node:path';
import { regionName } from '@bulkhead/config';
import { privateFile } from '../../checkout/value-files';
import { type StackName, type StateKeeper, type StatePlace } from '../engine-state';
import { foundState, stacksNamed, stacksWithResources } from './state-file';

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
  stacksOf: (place, unknown) => stacksWithResources(stateFiles, place, stacksOfFiles(place, unknown)),
};

/** The stacks of state files in a region, by the file names from `list`. */
export function stacksOfFiles({ environment, region }: StatePlace, names: readonly string[]): StackName[] {
  // One folder contains the states of all regions.
  return stacksNamed(names.map(withSlashes)).filter(({ role }) => regionName(environment, role) === region);
}

/** The text of a state; undefined if there is none. */
export async function stateFileText(place: StatePlace, stack: StackName): Promise<string | undefined> {
  const file = stateFile(place, stack);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/**
 * Copies a state to the place of another stack, and replaces an existing one.
 *
 * @throws if there is no state to copy
 */
export async function copyStateFile(place: StatePlace, from: StackName, to: StackName): Promise<void> {
  const file = stateFile(place, to);
  privateFile(file);
  copyFileSync(stateFile(place, from), file);
}

/** Removes a state. Nothing may need it any more. */
export async function removeStateFile(place: StatePlace, stack: StackName): Promise<void> {
  rmSync(stateFile(place, stack), { force: true });
}

function withSlashes(path: string): string {
  return path.split(sep).join('/');
}

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

/** A mark that changes with every write of a state file. */
export function markOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
