import { join } from 'node:path';
import { BulkheadError, Refusal } from '@bulkhead/errors';
import { privateFile, whilePassing } from '../../checkout/value-files';
import { type EngineRequest, type ResourceChange } from '../engine';
import { asksBeforeDestroying } from '../stateful-destruction';
import { destroyGuards, withoutDestroyGuards } from './destroy-guards';
import { type RunTerraform, withStandingProvider } from './standing-provider/with-standing-provider';
import { runTerraform } from './terraform-cli';
import { changesOf, type TerraformPlan } from './terraform-plan';

/**
 * Plans into a file, which only this user may read: a plan holds every value, the sensitive ones too.
 *
 * @param directory initialized working directory
 * @param file absolute path
 * @returns what an apply of the file would do
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
        // A plan writes nothing, and an apply of it is refused where the state has changed since: it holds nobody up,
        // and one that is killed leaves no lock.
        arguments: ['plan', '-json', '-input=false', '-lock=false', `-out=${file}`],
      });
    await (asksBeforeDestroying(request.environment) ? withoutDestroyGuards(directory, plan) : plan());
    return showPlan(file, binary, directory, request, run);
  });
}

/**
 * Applies what was reviewed, or a plan that is made here to be approved. Where nobody asks, the apply plans for itself.
 *
 * @param apply applies with the further arguments that it is given: the plan's file, or none
 * @throws what `approve` throws, nothing being touched then, and BulkheadError `PlanStale` where the state has changed
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

/** Terraform's refusal of a plan whose state has changed, as ours; any other error as it is. */
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
  // `show` prints the whole plan as one JSON line, which is no message of ours.
  const shown: { plan?: TerraformPlan } = {};
  await run({
    ...callFor(binary, directory, request),
    arguments: ['show', '-json', file],
    onMessage: (line) => (shown.plan = line as TerraformPlan),
  });
  // Where nobody asks, the code's own guards stay, and Terraform itself refuses what they guard.
  const guarded = asksBeforeDestroying(request.environment) ? destroyGuards(directory) : undefined;
  return changesOf(shown.plan ?? {}, guarded);
}

function callFor(binary: string, directory: string, { instance, signal }: EngineRequest) {
  return { binary, directory, subject: instance.id, signal };
}
