import { openClient } from '../retries/open-client';
import { type StackName, type StatePlace } from './engine-state';

/** The tags by which everything of a stack is known. */
export function tagsOfStack({ environment }: StatePlace, { app, stack }: StackName): Record<string, string> {
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
  const TagFilters = Object.entries(tagsOfStack(place, stack)).map(([Key, value]) => ({
    Key,
    Values: [value],
  }));
  try {
    const found: string[] = [];
    for await (const { ResourceTagMappingList = [] } of paginateGetResources({ client }, { TagFilters }))
      found.push(...ResourceTagMappingList.map(({ ResourceARN = '' }) => ResourceARN));
    return found.sort();
  } finally {
    client.destroy();
  }
}
