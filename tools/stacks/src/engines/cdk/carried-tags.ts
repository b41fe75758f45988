import { type StackName, type StatePlace } from '../engine-state';
import { tagsOfStack } from '../owned-resources';
import { describeStack, withCloudFormation } from './described-stack';
import { cloudFormationStacks } from './stack-keeper';

/**
 * Whether the CloudFormation stack with a stack's name has that stack's tags. A stack that a change set only described
 * counts as tagged: it has no resources that anybody could lose, and a killed run may leave it before the change set is
 * executed.
 *
 * @emulator Every stack counts as tagged: the emulator does not keep the tags of stacks, and nobody else uses it.
 */
export async function carriesTags(place: StatePlace, stack: StackName): Promise<boolean> {
  if (place.environment.target === 'emulator') return true;
  const name = cloudFormationStacks.nameOf(place, stack);
  const found = await withCloudFormation(place.region, (client) => describeStack(client, name));
  if (found?.status === 'REVIEW_IN_PROGRESS') return true;
  const carried = new Map(found?.stack.Tags?.map(({ Key, Value }) => [Key, Value]));
  return Object.entries(tagsOfStack(place, stack)).every(([key, value]) => carried.get(key) === value);
}
