import { type EngineRequest, type ResourceCounts, untouched } from '../engine';
import { untilAborted } from '../until-aborted';
import { deletingFilledBuckets } from './deleting-filled-buckets';
import { withCloudFormation } from './described-stack';
import { removeLeftoversOfUnfinished, removeNeverCreated } from './never-created';
import { siteOf } from './stack-site';
import { standingOf } from './stack-standing';
import { untilSettled } from './stack-status';
import { readTemplateOf } from './stack-template';
import { withToolkit } from './with-toolkit';

/**
 * Deletes a CloudFormation stack and the content of the buckets that go with it; returns the counts of touched
 * resources, which are 0 if there is no such stack. Continues an earlier deletion that did not finish. Also lifts the
 * protections of a stack that never came into being.
 */
export async function destroyStack(request: EngineRequest): Promise<ResourceCounts> {
  const { signal, instance } = request;
  const found = await untilAborted(signal, () =>
    withCloudFormation(instance.region, async (client) => {
      const standing = await standingOf(client, await untilSettled(client, request));
      const { stack, ways, neverCreated } = standing;
      if (!stack || ways.destroy === 'nothing') {
        await removeLeftoversOfUnfinished(client, request);
        return untouched;
      }
      if (neverCreated)
        return { ...untouched, destroyed: await removeNeverCreated(client, stack, siteOf(request)) };
      return { stack, deployed: await readTemplateOf(client, stack.id) };
    }),
  );
  if ('destroyed' in found) return found;
  const { stack, deployed } = found;
  await deletingFilledBuckets(request, deployed, () =>
    withToolkit(request, stack, async (toolkit, assembly) => {
      await toolkit.destroy(assembly);
    }),
  );
  return { ...untouched, destroyed: Object.keys(deployed.Resources ?? {}).length };
}
