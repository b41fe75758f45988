import { Refusal } from '@bulkhead/errors';
import { existsSync } from 'node:fs';
import { wasInterrupted } from '../interruption';
import { EngineFailure } from '../engine-failure';
import { type EngineRequest, type ResourceCounts } from '../engine';
import { abandonedLock } from './abandoned-lock';
import { type LeftBehind, leftBehind } from './apply-files';
import { ApplyProgress } from './apply-progress';
import { followApply } from './detached-terraform';
import { frontedApply } from './fronted-apply';
import { lockTimeout } from './lock-timeout';
import { withApprovedPlan } from './plan-file';
import { pushErroredState, removeAdoptedState } from './push-errored-state';
import { applyLooking } from './apply-looking';
import { adoptUnrecorded } from './recovery/adopt-unrecorded';
import { withoutDoubles } from './recovery/doubled-objects';
import { requireTerraform } from './require-terraform';
import { StateLockedError } from './state-lock';
import { runTerraform, type TerraformCall } from './terraform-cli';
import { parseMessage } from './terraform-message';
import { inWorkingDirectory, prepareWorkingDirectory, workingDirectory } from './working-directory';

/**
 * Runs `terraform apply` or `terraform destroy` to its end; returns the counts of touched resources. First waits for a
 * Terraform that an interrupted run left at work, and repairs what a killed Terraform left.
 */
export async function applyConfiguration(
  request: EngineRequest,
  verb: 'apply' | 'destroy',
): Promise<ResourceCounts> {
  return inWorkingDirectory(request, 'terraform', () => applyAlone(request, verb));
}

async function applyAlone(request: EngineRequest, verb: 'apply' | 'destroy'): Promise<ResourceCounts> {
  const binary = await requireTerraform();
  const left = await untilNobodyIsAtWork(request);
  const directory = await prepareWorkingDirectory(binary, request, true);
  const applied = new ApplyProgress(request.progress);
  const call: TerraformCall = {
    binary,
    arguments: [verb, '-json', '-auto-approve', '-input=false', lockTimeout],
    directory,
    subject: request.instance.id,
    signal: request.signal,
    onMessage: (message) => applied.take(message),
  };
  const withLock = <T>(work: () => Promise<T>) => unlocking(left, request, call, work);
  const adopt = () => withLock(() => adoptUnrecorded({ binary, directory, request }));
  const work = (asked: EngineRequest) =>
    withLock(() =>
      withApprovedPlan(binary, directory, asked, (plan) =>
        frontedApply({ ...call, arguments: [...call.arguments, ...plan] }, asked),
      ),
    );
  const apply = (asked: EngineRequest) => withoutDoubles({ binary, directory, request }, () => work(asked));
  await withLock(() => pushErroredState(binary, directory, request));
  if (request.unfinished || left.state === 'killed') await adopt();
  try {
    if (verb === 'apply') await applyLooking(request, apply, adopt);
    else await work(request);
    // A failed attempt of this command may have left an errored state whose resources were adopted.
    await removeAdoptedState(directory, request);
  } catch (error) {
    throw withCounts(error, applied.counts);
  } finally {
    await sayWhoIsAtWork(request, directory);
  }
  return applied.counts;
}

/**
 * The error of an apply, with the counts of touched resources. A refusal says that nothing was touched: if something
 * was, the error becomes a failure.
 */
function withCounts(error: unknown, counts: ResourceCounts): unknown {
  if (error instanceof EngineFailure) return error.having(counts);
  const touched = counts.added + counts.changed + counts.destroyed;
  if (!(error instanceof Refusal) || touched === 0) return error;
  const { code, message, next } = error;
  return new EngineFailure(code, message, 'permanent', { next, cause: error }, counts);
}

/** Waits for a Terraform that an earlier run left at work; returns how it was found. */
async function untilNobodyIsAtWork(request: EngineRequest): Promise<LeftBehind> {
  const { signal, progress } = request;
  const directory = workingDirectory(request, true);
  const left = existsSync(directory) ? await leftBehind(directory) : ({ state: 'nothing' } as const);
  if (left.state === 'at-work') {
    const { pid, startedAt } = left.apply;
    progress(
      `waits for the Terraform that an interrupted run left at work (process ${pid}, since ${startedAt})`,
    );
    const applied = new ApplyProgress(progress);
    await followApply(left.apply, { directory, signal }, (line) => {
      const message = parseMessage(line);
      if (message) applied.take(message);
    });
    signal.throwIfAborted();
    return leftBehind(directory);
  }
  return left;
}

/** Tells the user of an interrupted run which process continues without it. */
async function sayWhoIsAtWork({ signal, progress }: EngineRequest, directory: string): Promise<void> {
  if (!wasInterrupted(signal)) return;
  const left = await leftBehind(directory);
  if (left.state !== 'at-work') return;
  progress(`leaves Terraform to save its state (process ${left.apply.pid}); the next run waits for it`);
}

/**
 * Runs a call that needs the lock on the state. If the call meets the lock of a Terraform that was killed, or of one
 * that never learned that it had the lock, gives the lock back and runs the call again: nobody else would give it back.
 */
async function unlocking<T>(
  left: LeftBehind,
  { signal, progress, instance }: EngineRequest,
  { binary, directory }: TerraformCall,
  call: () => Promise<T>,
): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof StateLockedError)) throw error;
    const { lock } = error;
    const abandoned = await abandonedLock(directory, lock, left);
    if (!abandoned) throw error;
    progress(`gives back the lock on the state that a ${abandoned} Terraform left (since ${lock.created})`);
    await runTerraform({
      binary,
      arguments: ['force-unlock', '-force', lock.id],
      directory,
      subject: instance.id,
      signal,
    });
    return call();
  }
}
