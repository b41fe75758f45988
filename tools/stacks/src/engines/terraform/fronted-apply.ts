import {
  type DetachedFront,
  lockedProvider,
  startDetachedFront,
  usedTypes,
} from '@bulkhead/standing-provider';
import { terraformVariables } from '../../surroundings/engine-variables';
import { type EngineRequest } from '../engine';
import { detachedWith, runDetached } from './detached-terraform';
import { isTurnedOff, missesType, schemasOf } from './standing-provider';
import { runTerraform, type TerraformCall } from './terraform-cli';
import { untilAborted } from '../until-aborted';

/**
 * Runs `terraform apply` or `terraform destroy` so that it outlives this process, behind a front that tells it only of
 * the types of the stack. If no front can be had, or if Terraform meets another type before it touches anything,
 * Terraform starts its own provider.
 *
 * @returns the output without the JSON messages
 * @throws as `runTerraform`
 */
export async function frontedApply(
  call: TerraformCall,
  { workspaceRoot, progress }: Pick<EngineRequest, 'workspaceRoot' | 'progress'>,
): Promise<string> {
  const ordinary = { ...call, runner: runDetached };
  const front = await frontOf(call, workspaceRoot, progress);
  if (front === undefined) return runTerraform(ordinary);
  let touched = false;
  try {
    return await runTerraform({
      ...call,
      runner: detachedWith(front),
      onMessage: (message) => {
        // To read a data source starts in the same way, and touches nothing.
        touched ||= message.type === 'apply_start' && message.hook?.action !== 'read';
        call.onMessage?.(message);
      },
    });
  } catch (error) {
    if (touched || call.signal.aborted || !missesType(error)) throw error;
    progress('starts Terraform again, because the state has a type that the configuration does not have');
    return runTerraform(ordinary);
  } finally {
    // If Terraform was not started.
    front.letGo();
  }
}

async function frontOf(
  { directory, signal }: TerraformCall,
  workspaceRoot: string,
  progress: EngineRequest['progress'],
): Promise<DetachedFront | undefined> {
  if (isTurnedOff()) return undefined;
  const starting = startIn(directory, workspaceRoot);
  try {
    return await untilAborted(signal, () => starting);
  } catch (error) {
    // Ends a front that starts too late.
    starting.then(
      (late) => late?.letGo(),
      () => undefined,
    );
    if (signal.aborted) throw error;
    progress(`no provider could be kept for Terraform, which starts its own: ${(error as Error).message}`);
    return undefined;
  }
}

async function startIn(directory: string, workspaceRoot: string): Promise<DetachedFront | undefined> {
  const types = [...usedTypes(directory)].sort();
  // A stack that is destroyed without its code has types in its state alone.
  const locked = types.length > 0 ? await lockedProvider(directory) : undefined;
  if (locked === undefined) return undefined;
  return startDetachedFront(
    { locked, types, schemas: schemasOf(workspaceRoot) },
    terraformVariables(process.env),
  );
}
