import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type EngineDiff, type EngineRequest } from '../engine';
import { planInto } from './plan-file';
import { requireTerraform } from './require-terraform';
import { prepareWorkingDirectory } from './working-directory';

/** What `terraform plan` says a deploy would do to each resource; its plan is kept where the request says. */
export async function plannedChanges(request: EngineRequest): Promise<EngineDiff> {
  const binary = await requireTerraform();
  const directory = await prepareWorkingDirectory(binary, request, true);
  const file = request.keepPlan ?? join(directory, 'plan.bin');
  try {
    return { changes: await planInto(file, binary, directory, request) };
  } finally {
    if (!request.keepPlan) rmSync(file, { force: true });
  }
}
