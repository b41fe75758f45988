import { type StackName, type StatePlace } from '../engine-state';
import { tagsOfStack } from '../owned-resources';
import { describeStack, withCloudFormation } from './described-stack';
import { cloudFormationStacks } from './stack-keeper';

/** Whether the CloudFormation stack with a stack's name has that stack's tags. */
export async function carriesTags(place: StatePlace, stack: StackName): Promise<boolean> {
  const name = cloudFormationStacks.nameOf(place, stack);
  const found = await withCloudFormation(place.region, (client) => describeStack(client, name));
  const carried = new Map(found?.stack.Tags?.map(({ Key, Value }) => [Key, Value]));
  return Object.entries(tagsOfStack(place, stack)).every(([key, value]) => carried.get(key) === value);
}
