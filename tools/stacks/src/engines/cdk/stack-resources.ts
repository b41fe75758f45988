import type { CloudFormationClient, StackResourceSummary } from '@aws-sdk/client-cloudformation';

/**
 * What CloudFormation knows of the resources of a stack, those it has deleted included.
 *
 * @param id ARN of the stack; of a deleted one, CloudFormation answers for 90 days
 */
export async function stackResources(
  client: CloudFormationClient,
  id: string,
): Promise<StackResourceSummary[]> {
  const { paginateListStackResources } = await import('@aws-sdk/client-cloudformation');
  const resources: StackResourceSummary[] = [];
  for await (const page of paginateListStackResources({ client }, { StackName: id })) {
    resources.push(...(page.StackResourceSummaries ?? []));
  }
  return resources;
}

/** The resources of a stack that exist: one that failed to be created has no physical id. */
export async function heldResources(
  client: CloudFormationClient,
  id: string,
): Promise<(StackResourceSummary & { PhysicalResourceId: string })[]> {
  return (await stackResources(client, id)).flatMap((resource) => {
    const { PhysicalResourceId, ResourceStatus } = resource;
    return PhysicalResourceId && ResourceStatus !== 'DELETE_COMPLETE'
      ? [{ ...resource, PhysicalResourceId }]
      : [];
  });
}

/** True for a bucket that CloudFormation failed to delete for what is in it. */
export function isFilledBucket({
  ResourceType,
  ResourceStatus,
  ResourceStatusReason = '',
}: StackResourceSummary): boolean {
  return (
    ResourceType === 'AWS::S3::Bucket' &&
    ResourceStatus === 'DELETE_FAILED' &&
    ResourceStatusReason.includes('not empty')
  );
}
