import { type StackName, type StatePlace } from '../engines/engine-state';
import { ownedResources } from '../engines/owned-resources';

/** How many are named. */
const most = 20;

/**
 * ARNs of the resources that still carry the tags of a stack: after a killed deploy, the engine may not know everything
 * that was made. Keys are left out, because a key that is scheduled for deletion keeps its tags.
 *
 * @param place the region that it was deployed to
 */
export async function leftBehind(place: StatePlace, stack: StackName): Promise<string[]> {
  const arns = await ownedResources(place, stack);
  return arns.filter((arn) => arn.split(':')[2] !== 'kms').slice(0, most);
}
