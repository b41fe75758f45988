import { join } from 'node:path';
import { whilePassing } from '../../checkout/value-files';
import { type EngineDiff, type EngineRequest } from '../engine';
import { planInto } from './plan-file';
import { requireTerraform } from './require-terraform';
import { inWorkingDirectory, prepareWorkingDirectory } from './working-directory';

/** The changes that a deploy would make, by `terraform plan`. Keeps the plan if the request asks for it. */
export async function plannedChanges(request: EngineRequest): Promise<EngineDiff> {
  const binary = await requireTerraform();
  return inWorkingDirectory(request, 'terraform', async () => {
    const directory = await prepareWorkingDirectory(binary, request, true);
    const { keepPlan, workspaceRoot } = request;
    const planned = async (file: string) => ({ changes: await planInto(file, binary, directory, request) });
    if (keepPlan) return planned(keepPlan);
    const file = join(directory, 'plan.bin');
    return whilePassing(workspaceRoot, [file], () => planned(file));
  });
}
