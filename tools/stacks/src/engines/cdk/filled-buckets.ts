import { type EngineRequest } from '../engine';
import { withCloudFormation } from './described-stack';
import { heldResources, isFilledBucket } from './stack-resources';
import { type StackTemplate } from './stack-template';

/**
 * Names of the buckets that CloudFormation failed to delete because they are not empty. Only buckets that the template
 * deletes with the stack.
 *
 * @param deployed the template that CloudFormation has of the stack
 */
export async function filledBuckets(
  { instance, synthesized }: EngineRequest,
  { Resources = {} }: StackTemplate,
): Promise<string[]> {
  const held = await withCloudFormation(instance.region, (client) =>
    heldResources(client, synthesized.name ?? ''),
  );
  return held
    .filter(({ LogicalResourceId = '' }) => Resources[LogicalResourceId]?.DeletionPolicy === 'Delete')
    .filter(isFilledBucket)
    .map(({ PhysicalResourceId }) => PhysicalResourceId);
}
