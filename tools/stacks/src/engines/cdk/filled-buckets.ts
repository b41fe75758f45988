import { clientSettings } from '../../retries/client-settings';
import { type EngineRequest } from '../engine';
import { type StackTemplate } from './stack-template';

/**
 * Names of the buckets that CloudFormation failed to delete because there is something in them: those that the template
 * says go with the stack, and no other.
 *
 * @param deployed the template that CloudFormation has of the stack
 */
export async function filledBuckets(
  { instance, synthesized, signal: abortSignal }: EngineRequest,
  deployed: StackTemplate,
): Promise<string[]> {
  const { CloudFormationClient, paginateListStackResources } = await import('@aws-sdk/client-cloudformation');
  const client = new CloudFormationClient(await clientSettings(instance.region));
  const filled: string[] = [];
  try {
    const pages = paginateListStackResources({ client }, { StackName: synthesized.name }, { abortSignal });
    for await (const { StackResourceSummaries = [] } of pages) {
      for (const found of StackResourceSummaries) {
        const { LogicalResourceId = '', PhysicalResourceId, ResourceType, ResourceStatus } = found;
        const goesWithStack = deployed.Resources?.[LogicalResourceId]?.DeletionPolicy === 'Delete';
        const isFilled =
          ResourceStatus === 'DELETE_FAILED' && /not empty/.test(found.ResourceStatusReason ?? '');
        if (ResourceType === 'AWS::S3::Bucket' && goesWithStack && isFilled && PhysicalResourceId)
          filled.push(PhysicalResourceId);
      }
    }
    return filled;
  } finally {
    client.destroy();
  }
}
