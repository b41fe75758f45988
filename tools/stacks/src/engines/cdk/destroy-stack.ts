import { type EngineRequest, type ResourceCounts, untouched } from '../engine';
import { untilAborted } from '../until-aborted';
import { deletingFilledBuckets } from './deleting-filled-buckets';
import { deployedTemplate } from './deployed-stack';
import { untilSettled } from './stack-status';
import { withToolkit } from './with-toolkit';

/**
 * Deletes a CloudFormation stack, with what is in the buckets that go with it; returns what that touched, nothing where
 * there is no such stack.
 */
export async function destroyStack(request: EngineRequest): Promise<ResourceCounts> {
  await untilAborted(request.signal, () => untilSettled(request));
  const deployed = await untilAborted(request.signal, () => deployedTemplate(request));
  if (!deployed) return untouched;
  await deletingFilledBuckets(request, deployed, () =>
    withToolkit(request, async (toolkit, assembly) => {
      await toolkit.destroy(assembly);
    }),
  );
  return { ...untouched, destroyed: Object.keys(deployed.Resources ?? {}).length };
}
