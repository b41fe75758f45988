import { openClient } from '../retries/open-client';
import { type StackName, type StatePlace } from './engine-state';

/** The tags that identify every resource of a stack. */
export function tagsOfStack({ environment }: StatePlace, { app, stack }: StackName): Record<string, string> {
  return {
    'bulkhead:environment': environment.name,
    'bulkhead:app': app,
    'bulkhead:stack': stack,
  };
}

/** Sorted ARNs of all resources that have the tags of a stack in its region, such as leftovers of a deleted stack. */
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
