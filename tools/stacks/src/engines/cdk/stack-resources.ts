import type { CloudFormationClient, StackResourceSummary } from '@aws-sdk/client-cloudformation';

/**
 * The resources of a stack as CloudFormation lists them, deleted ones included.
 *
 * @param id ARN of the stack; CloudFormation answers for 90 days after the stack is deleted
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

/** The existing resources of a stack. A resource whose creation failed has no physical id. */
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

/** True for a bucket that CloudFormation failed to delete because it is not empty. */
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
