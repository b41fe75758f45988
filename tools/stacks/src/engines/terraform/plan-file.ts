import { join } from 'node:path';
import { BulkheadError, Refusal } from '@bulkhead/errors';
import { privateFile, whilePassing } from '../../checkout/value-files';
import { type EngineRequest, type ResourceChange } from '../engine';
import { asksBeforeDestroying } from '../stateful-destruction';
import { destroyGuards, withoutDestroyGuards } from './destroy-guards';
import { type RunTerraform, withStandingProvider } from './with-standing-provider';
import { runTerraform } from './terraform-cli';
import { changesOf, type TerraformPlan } from './terraform-plan';

/**
 * Writes a plan into a file that only this user may read: a plan contains every value, also the sensitive ones.
 *
 * @param directory initialized working directory
 * @param file absolute path
 * @returns the changes that an apply of the file would make
 */
export async function planInto(
  file: string,
  binary: string,
  directory: string,
  request: EngineRequest,
): Promise<ResourceChange[]> {
  privateFile(file);
  return withStandingProvider({ ...request, directory }, async (run) => {
    const plan = () =>
      run({
        ...callFor(binary, directory, request),
        // A plan needs no lock: it writes nothing, and Terraform refuses to apply it if the state has changed since.
        // Without the lock, the plan blocks nobody, and a killed plan leaves no lock.
        arguments: ['plan', '-json', '-input=false', '-lock=false', `-out=${file}`],
      });
    await (asksBeforeDestroying(request.environment) ? withoutDestroyGuards(directory, plan) : plan());
    return showPlan(file, binary, directory, request, run);
  });
}

/**
 * Applies the reviewed plan, or makes a plan here and asks for approval. If nobody needs to approve, the apply plans
 * for itself.
 *
 * @param apply applies with the given further arguments: the plan's file, or none
 * @throws the error of `approve`, before anything is touched, and BulkheadError `PlanStale` if the state has changed
 */
export async function withApprovedPlan<T>(
  binary: string,
  directory: string,
  request: EngineRequest,
  apply: (planArguments: readonly string[]) => Promise<T>,
): Promise<T> {
  const { reviewed, approve } = request;
  if (!reviewed && !approve) return apply([]);
  const file = reviewed?.file ?? join(directory, 'approved.bin');
  const work = async () => {
    const changes = reviewed
      ? await showPlan(file, binary, directory, request)
      : await planInto(file, binary, directory, request);
    approve?.(changes);
    return apply([file]);
  };
  try {
    return await (reviewed ? work() : whilePassing(request.workspaceRoot, [file], work));
  } catch (error) {
    throw asPlanStale(error, request);
  }
}

/** Turns Terraform's refusal of a stale plan into our error; returns any other error unchanged. */
function asPlanStale(error: unknown, { instance, reviewed }: EngineRequest): unknown {
  if (!(error instanceof BulkheadError && error.message.includes('Saved plan is stale'))) return error;
  return new Refusal(
    'PlanStale',
    `The Terraform state of ${instance.id} has changed since the plan was made. Nothing was touched.`,
    { next: reviewed ? 'make a new diff, and review it' : 'run the same command again', cause: error },
  );
}

async function showPlan(
  file: string,
  binary: string,
  directory: string,
  request: EngineRequest,
  run: RunTerraform = runTerraform,
): Promise<ResourceChange[]> {
  // `show` prints the whole plan as one JSON line, which arrives as a message.
  const shown: { plan?: TerraformPlan } = {};
  await run({
    ...callFor(binary, directory, request),
    arguments: ['show', '-json', file],
    onMessage: (line) => (shown.plan = line as TerraformPlan),
  });
  // If nobody needs to approve, `prevent_destroy` stays in the code, and Terraform itself refuses to destroy the
  // resource.
  const guarded = asksBeforeDestroying(request.environment) ? destroyGuards(directory) : undefined;
  return changesOf(shown.plan ?? {}, guarded);
}

function callFor(binary: string, directory: string, { instance, signal }: EngineRequest) {
  return { binary, directory, subject: instance.id, signal };
}
