import { type EngineRequest, type ResourceCounts, untouched } from '../engine';
import { untilAborted } from '../until-aborted';
import { deployedTemplate } from './deployed-stack';
import { untilSettled } from './stack-status';
import { withToolkit } from './with-toolkit';

/** Deletes a CloudFormation stack; returns what that touched, nothing where there is no such stack. */
export async function destroyStack(request: EngineRequest): Promise<ResourceCounts> {
  await untilAborted(request.signal, () => untilSettled(request));
  const deployed = await untilAborted(request.signal, () => deployedTemplate(request));
  if (!deployed) return untouched;
  await withToolkit(request, async (toolkit, assembly) => {
    await toolkit.destroy(assembly);
  });
  return { ...untouched, destroyed: Object.keys(deployed.Resources ?? {}).length };
}
