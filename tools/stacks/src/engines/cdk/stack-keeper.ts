import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { regionName, regionRoles, type RegionRole } from '@bulkhead/config';
import { namePrefixOf, stackName } from '@bulkhead/naming';
import { type StackName, type StateKeeper, type StatePlace } from '../engine-state';
import { type DescribedStack, describeStack, withCloudFormation } from './described-stack';

/** The states of CloudFormation are the stacks themselves. Nothing is kept of a deleted stack. */
export const cloudFormationStacks: StateKeeper = {
  nameOf: ({ environment: { name, account }, region }, { app, stack }) =>
    stackName({ environment: name, region, account }, app, stack),
  list: (place) =>
    withCloudFormation(place.region, async (client) => {
      const { paginateListStacks, StackStatus } = await import('@aws-sdk/client-cloudformation');
      // Without a filter, the list contains every stack that was deleted within the last 90 days.
      const StackStatusFilter = Object.values(StackStatus).filter(
        (status) => status !== StackStatus.DELETE_COMPLETE,
      );
      const marks = new Map<string, string>();
      for await (const { StackSummaries = [] } of paginateListStacks({ client }, { StackStatusFilter }))
        for (const { StackName = '', StackId = '' } of StackSummaries) marks.set(StackName, StackId);
      return marks;
    }),
  read: (place, stack) =>
    withCloudFormation(place.region, async (client) => {
      const StackName = cloudFormationStacks.nameOf(place, stack);
      const found = await describeStack(client, StackName);
      if (!found) return { is: 'missing' };
      const resources = await resourceCount(client, found);
      return { is: 'kept', state: { type: 'cloudformation', stackId: found.id, resources } };
    }),
  async stacksOf(place, unknown) {
    const { environment } = place;
    // The list contains no tags. Asks only for the tags of stacks that may be of this environment by their name.
    const prefix = namePrefixOf('stack', { environment: environment.name });
    const candidates = unknown.filter((name) => name.startsWith(prefix));
    if (candidates.length === 0) return [];
    return withCloudFormation(place.region, async (client) => {
      const found = await Promise.all(candidates.map((name) => tagsOf(client, name)));
      return found.flatMap((tags): StackName[] => {
        const [app, stack] = [tags.get('bulkhead:app'), tags.get('bulkhead:stack')];
        if (tags.get('bulkhead:environment') !== environment.name || !app || !stack) return [];
        return [{ role: roleIn(place), app, stack }];
      });
    });
  },
  // CloudFormation could find a deleted stack only by its name, and a stack of that name may have been anybody's.
  lastKept: async () => undefined,
};

/**
 * The role of the region. CloudFormation keeps stacks by region: a second role in the same region has no stacks of its
 * own.
 */
function roleIn({ environment, region }: StatePlace): RegionRole {
  return regionRoles.find((role) => regionName(environment, role) === region) ?? 'primary';
}

/** If a stack whose creation was given up is asked for its resources, the emulator continues to create them. */
async function resourceCount(client: CloudFormationClient, { id, status }: DescribedStack): Promise<number> {
  if (status === 'REVIEW_IN_PROGRESS') return 0;
  if (status.endsWith('_IN_PROGRESS')) return 1;
  const { DescribeStackResourcesCommand } = await import('@aws-sdk/client-cloudformation');
  const { StackResources = [] } = await client.send(new DescribeStackResourcesCommand({ StackName: id }));
  return StackResources.length;
}

/** The tags of a stack; empty if the stack was deleted since it was listed. */
async function tagsOf(client: CloudFormationClient, name: string): Promise<ReadonlyMap<string, string>> {
  const found = await describeStack(client, name);
  return new Map(found?.stack.Tags?.map(({ Key = '', Value = '' }) => [Key, Value]));
}
