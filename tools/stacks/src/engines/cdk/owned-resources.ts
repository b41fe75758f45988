import { openClient } from '../../retries/open-client';
import { type StackName, type StatePlace } from '../engine-state';
import { describeStack, withCloudFormation } from './described-stack';
import { cloudFormationStacks } from './stack-keeper';

/** The tags by which everything of a stack is known. */
function tagsOf({ environment }: StatePlace, { app, stack }: StackName): Record<string, string> {
  return {
    'bulkhead:environment': environment.name,
    'bulkhead:app': app,
    'bulkhead:stack': stack,
  };
}

/** ARNs of what carries the tags of a stack in its region, in order: what a deleted stack left standing, for one. */
export async function ownedResources(place: StatePlace, stack: StackName): Promise<string[]> {
  const { ResourceGroupsTaggingAPIClient, paginateGetResources } =
    await import('@aws-sdk/client-resource-groups-tagging-api');
  const client = await openClient(ResourceGroupsTaggingAPIClient, place.region);
  const TagFilters = Object.entries(tagsOf(place, stack)).map(([Key, value]) => ({ Key, Values: [value] }));
  try {
    const found: string[] = [];
    for await (const { ResourceTagMappingList = [] } of paginateGetResources({ client }, { TagFilters }))
      found.push(...ResourceTagMappingList.map(({ ResourceARN = '' }) => ResourceARN));
    return found.sort();
  } finally {
    client.destroy();
  }
}

/** Whether the CloudFormation stack that has a stack's name carries its tags. */
export async function carriesTags(place: StatePlace, stack: StackName): Promise<boolean> {
  const name = cloudFormationStacks.nameOf(place, stack);
  const found = await withCloudFormation(place.region, (client) => describeStack(client, name));
  const carried = new Map(found?.stack.Tags?.map(({ Key, Value }) => [Key, Value]));
  return Object.entries(tagsOf(place, stack)).every(([key, value]) => carried.get(key) === value);
}
