import { type EngineRequest, type ResourceChange } from '../engine';
import { deployedTemplate } from './deployed-stack';
import { readTemplate } from './stack-template';

/** What a deploy of the synthesized template would do to each resource of the stack that is deployed. */
export async function templateChanges(request: EngineRequest): Promise<ResourceChange[]> {
  const { fullDiff, ResourceImpact } = await import('@aws-cdk/cloudformation-diff');
  const deployed = (await deployedTemplate(request)) ?? {};
  const actions: Record<string, ResourceChange['action']> = {
    [ResourceImpact.WILL_CREATE]: 'add',
    [ResourceImpact.WILL_UPDATE]: 'change',
    [ResourceImpact.WILL_REPLACE]: 'replace',
    // Whether it is replaced depends on values that only the deploy knows; the reader must expect it.
    [ResourceImpact.MAY_REPLACE]: 'replace',
    [ResourceImpact.WILL_DESTROY]: 'destroy',
  };
  const changes: ResourceChange[] = [];
  fullDiff({ ...deployed }, { ...readTemplate(request) }).resources.forEachDifference(
    (resource, difference) => {
      const action = actions[difference.changeImpact];
      if (action) changes.push({ action, resource, type: difference.resourceType ?? 'unknown' });
    },
  );
  return changes;
}
