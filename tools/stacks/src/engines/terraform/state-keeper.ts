import { type StackName, type StateKeeper, type StatePlace } from '../engine-state';
import { copyStateFile, removeStateFile, stacksOfFiles, stateFiles, stateFileText } from './state-files';
import {
  copyStateObject,
  removeStateObject,
  stacksOfObjects,
  stateObjects,
  stateObjectText,
} from './state-objects';
import { stateVersions } from './state-versions';

/** Reads Terraform states without Terraform, from the environment's bucket or from this machine. */
export const terraformStates: StateKeeper = {
  nameOf: (place, stack) => keeperIn(place).nameOf(place, stack),
  list: (place) => keeperIn(place).list(place),
  read: (place, stack) => keeperIn(place).read(place, stack),
  stacksOf: (place, unknown) => keeperIn(place).stacksOf(place, unknown),
  async lastKept(place, stack) {
    const versions = await stateVersions.list(place, stack);
    return versions.flatMap(({ found }) => (found.is === 'kept' ? [found.state] : []))[0];
  },
};

/** The stacks that have a state in a place, whether the configuration knows them or not. */
export async function stacksWithState(place: StatePlace): Promise<StackName[]> {
  const names = [...(await keeperIn(place).list(place)).keys()];
  return isLocal(place) ? stacksOfFiles(place, names) : stacksOfObjects(place, names);
}

/** The text of a state; undefined if there is none. */
export function stateText(place: StatePlace, stack: StackName): Promise<string | undefined> {
  return isLocal(place) ? stateFileText(place, stack) : stateObjectText(place, stack);
}

/**
 * Copies a state to the place of another stack, and replaces an existing one, while no Terraform has the lock on the
 * state: such a Terraform would continue to write to the old place, where nobody looks any more.
 *
 * @throws Refusal `StateLocked`
 */
export function copyState(place: StatePlace, from: StackName, to: StackName): Promise<void> {
  const copy = isLocal(place) ? copyStateFile : copyStateObject;
  return stateVersions.whileUnlocked(place, from, () => copy(place, from, to));
}

/** Removes a state. Nothing may need it any more. */
export function removeState(place: StatePlace, stack: StackName): Promise<void> {
  return isLocal(place) ? removeStateFile(place, stack) : removeStateObject(place, stack);
}

function isLocal({ environment }: StatePlace): boolean {
  return environment.terraformState.type === 'local';
}

function keeperIn(place: StatePlace): Omit<StateKeeper, 'lastKept'> {
  return isLocal(place) ? stateFiles : stateObjects;
}
