import { openClient } from '../retries/open-client';

/** How many are told. */
const most = 20;

/**
 * ARNs of what still carries the tags of a stack: of a deploy that was killed, the engine need not know everything that
 * was made. Keys are left out, since one that is scheduled for deletion keeps its tags.
 *
 * https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html
 *
 * @param region name of the region that it was deployed to
 */
export async function leftBehind(
  region: string,
  { environment, app, stack }: { readonly environment: string; readonly app: string; readonly stack: string },
): Promise<string[]> {
  const { GetResourcesCommand, ResourceGroupsTaggingAPIClient } =
    await import('@aws-sdk/client-resource-groups-tagging-api');
  const client = await openClient(ResourceGroupsTaggingAPIClient, region);
  try {
    const tags = { environment, app, stack };
    const { ResourceTagMappingList = [] } = await client.send(
      new GetResourcesCommand({
        TagFilters: Object.entries(tags).map(([key, value]) => ({ Key: `bulkhead:${key}`, Values: [value] })),
      }),
    );
    const arns = ResourceTagMappingList.flatMap(({ ResourceARN }) => ResourceARN ?? []);
    return arns.filter((arn) => arn.split(':')[2] !== 'kms').slice(0, most);
  } finally {
    client.destroy();
  }
}
