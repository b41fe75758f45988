import { type EngineRequest } from '../engine';
import { erroredState, goesOnFrom, removeErroredState } from './errored-state';
import { erroredStateFile } from './errored-state-file';
import { lockTimeout } from './lock-timeout';
import { knowsAllOf } from './state-file';
import { stateText, terraformStates } from './state-keeper';
import { runTerraform } from './terraform-cli';

/**
 * Writes the state that an earlier Terraform could not write, if it is a later version of the stored state. Without it,
 * Terraform would create all resources since then once more.
 *
 * @param directory the stack's working directory, initialized
 * @throws StateLockedError; BulkheadError `TerraformFailed` if the state still cannot be written
 */
export async function pushErroredState(
  binary: string,
  directory: string,
  { workspaceRoot, environment, instance, signal, progress }: EngineRequest,
): Promise<void> {
  const errored = erroredState(directory);
  if (errored?.found.is !== 'kept') return;
  const { region } = instance;
  const stored = await terraformStates.read({ workspaceRoot, environment, region }, instance);
  if (stored.is === 'broken') return;
  const { state } = errored.found;
  if (stored.is === 'kept' && !goesOnFrom(state, stored.state)) {
    if (await removeAdoptedState(directory, { workspaceRoot, environment, instance })) return;
    progress(`leaves ${erroredStateFile} where it is: it is not a later version of the stored state`);
    return;
  }
  progress(`writes the state that Terraform could not write, with ${state.resources} resources`);
  await runTerraform({
    binary,
    arguments: ['state', 'push', lockTimeout, erroredStateFile],
    directory,
    subject: instance.id,
    signal,
  });
  removeErroredState(directory);
}

/**
 * Removes the state that an earlier Terraform could not write, if the stored state knows all its resources because they
 * were adopted since. The file contains every value, and nobody needs it any more.
 *
 * @returns true if there is no such file now
 */
export async function removeAdoptedState(
  directory: string,
  { workspaceRoot, environment, instance }: Pick<EngineRequest, 'workspaceRoot' | 'environment' | 'instance'>,
): Promise<boolean> {
  const errored = erroredState(directory);
  if (!errored) return true;
  const { region } = instance;
  const kept = await stateText({ workspaceRoot, environment, region }, instance);
  if (kept === undefined || !knowsAllOf(kept, errored.text)) return false;
  removeErroredState(directory);
  return true;
}
