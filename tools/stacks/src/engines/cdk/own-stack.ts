import { Refusal } from '@bulkhead/errors';
import { awsCommand } from '../../workspace/printed-commands';
import { type StackInstance } from '../../workspace/stack-instance';
import { type StatePlace } from '../engine-state';
import { carriesTags } from './carried-tags';

/**
 * Checks that a CloudFormation stack with the name of one of ours is that one: an update of it would change what somebody
 * else has deployed.
 *
 * @param stackId what CloudFormation calls it
 * @throws Refusal `ForeignStack` where it does not carry the tags of ours
 */
export async function requireOwnStack(
  place: StatePlace,
  instance: StackInstance,
  stackId: string,
): Promise<void> {
  if (await carriesTags(place, instance)) return;
  throw new Refusal(
    'ForeignStack',
    `${stackId} has the name of ${instance.id} and not its tags: somebody else made it.`,
    {
      next: `${awsCommand(`cloudformation describe-stacks --region ${instance.region} --stack-name ${stackId}`)} tells whose it is; delete it, or deploy ${instance.id} under another name`,
    },
  );
}
