import { type StackName, type StatePlace } from '../engines/engine-state';
import { ownedResources } from '../engines/owned-resources';

/** How many are told. */
const most = 20;

/**
 * ARNs of what still carries the tags of a stack: of a deploy that was killed, the engine need not know everything that
 * was made. Keys are left out, since one that is scheduled for deletion keeps its tags.
 *
 * @param place the region that it was deployed to
 */
export async function leftBehind(place: StatePlace, stack: StackName): Promise<string[]> {
  const arns = await ownedResources(place, stack);
  return arns.filter((arn) => arn.split(':')[2] !== 'kms').slice(0, most);
}
