import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { regionName, regionRoles, type RegionRole } from '@bulkhead/config';
import { namePatternOf, stackName } from '@bulkhead/naming';
import { clientSettings } from '../../retries/client-settings';
import { type StackName, type StateKeeper, type StatePlace } from '../engine-state';

/** What CloudFormation itself keeps: the stacks. Of a deleted one it keeps nothing. */
export const cloudFormationStacks: StateKeeper = {
  nameOf: ({ environment: { name, account }, region }, { app, stack }) =>
    stackName({ environment: name, region, account }, app, stack),
  list: (place) =>
    withClient(place, async (client) => {
      const { paginateListStacks, StackStatus } = await import('@aws-sdk/client-cloudformation');
      // Without a filter the answer has every stack that was deleted within the last 90 days.
      const StackStatusFilter = Object.values(StackStatus).filter(
        (status) => status !== StackStatus.DELETE_COMPLETE,
      );
      const marks = new Map<string, string>();
      for await (const { StackSummaries = [] } of paginateListStacks({ client }, { StackStatusFilter }))
        for (const { StackName = '', StackId = '' } of StackSummaries) marks.set(StackName, StackId);
      return marks;
    }),
  read: (place, stack) =>
    withClient(place, async (client) => {
      const { DescribeStackResourcesCommand, DescribeStacksCommand } =
        await import('@aws-sdk/client-cloudformation');
      const StackName = cloudFormationStacks.nameOf(place, stack);
      try {
        const { Stacks: [found] = [] } = await client.send(new DescribeStacksCommand({ StackName }));
        if (!found?.StackId) return { is: 'missing' };
        // Asked for the resources of a stack whose creation it gave up, the emulator would go on creating them.
        const { StackResources = [] } = /_IN_PROGRESS$/.test(found.StackStatus ?? '')
          ? { StackResources: found.StackStatus === 'REVIEW_IN_PROGRESS' ? [] : [{}] }
          : await client.send(new DescribeStackResourcesCommand({ StackName }));
        const state = {
          type: 'cloudformation',
          stackId: found.StackId,
          resources: StackResources.length,
        } as const;
        return { is: 'kept', state };
      } catch (error) {
        if ((error as Error).name === 'ValidationError' && /does not exist/.test((error as Error).message))
          return { is: 'missing' };
        throw error;
      }
    }),
  async stacksOf(place, unknown) {
    const { environment } = place;
    // The tags of a stack are in no list, so that only what may be of this environment is asked for them.
    const prefix = namePatternOf('stack', { environment: environment.name }).replace(/\*$/, '');
    const candidates = unknown.filter((name) => name.startsWith(prefix));
    if (candidates.length === 0) return [];
    return withClient(place, async (client) => {
      const found = await Promise.all(candidates.map((name) => tagsOf(client, name)));
      return found.flatMap((tags): StackName[] => {
        const [app, stack] = [tags.get('bulkhead:app'), tags.get('bulkhead:stack')];
        if (tags.get('bulkhead:environment') !== environment.name || !app || !stack) return [];
        return [{ role: roleIn(place), app, stack }];
      });
    });
  },
  // A name is all that CloudFormation would know a deleted stack by, and it may have been anybody's.
  lastKept: async () => undefined,
};

/** CloudFormation knows a stack by its region: what else plays a role there has other stacks. */
function roleIn({ environment, region }: StatePlace): RegionRole {
  return regionRoles.find((role) => regionName(environment, role) === region) ?? 'primary';
}

async function tagsOf(client: CloudFormationClient, StackName: string): Promise<Map<string, string>> {
  const { DescribeStacksCommand } = await import('@aws-sdk/client-cloudformation');
  try {
    const { Stacks: [found] = [] } = await client.send(new DescribeStacksCommand({ StackName }));
    return new Map((found?.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value]));
  } catch (error) {
    // It was deleted since it was listed.
    if ((error as Error).name === 'ValidationError') return new Map();
    throw error;
  }
}

async function withClient<T>(
  { region }: StatePlace,
  work: (client: CloudFormationClient) => Promise<T>,
): Promise<T> {
  const { CloudFormationClient } = await import('@aws-sdk/client-cloudformation');
  const client = new CloudFormationClient(await clientSettings(region));
  try {
    return await work(client);
  } finally {
    client.destroy();
  }
}
