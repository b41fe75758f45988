import { setTimeout as sleep } from 'node:timers/promises';
import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { type DescribedStack, describeStack } from './described-stack';
import { type StackSite } from './stack-site';
import { waysOf } from './stack-ways';

/**
 * Waits until CloudFormation has finished its present work on a stack.
 *
 * @param id ARN of the stack, so that a new stack of the same name is not mistaken for it
 * @returns the stack as it is then; undefined if it no longer exists
 */
export async function untilEnded(
  client: CloudFormationClient,
  id: string,
  { pollingMs, signal }: Pick<StackSite, 'pollingMs' | 'signal'>,
): Promise<DescribedStack | undefined> {
  for (;;) {
    const stack = await describeStack(client, id);
    if (!stack || stack.status === 'DELETE_COMPLETE') return undefined;
    if (waysOf(stack.status).deploy !== 'wait') return stack;
    await sleep(pollingMs, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
}

/**
 * Deletes a stack, with the role that CloudFormation created it with.
 *
 * @returns undefined if the stack is deleted; the stack if CloudFormation could not delete all of it
 */
export async function deletedStack(
  client: CloudFormationClient,
  { id }: DescribedStack,
  site: StackSite,
): Promise<DescribedStack | undefined> {
  const { DeleteStackCommand } = await import('@aws-sdk/client-cloudformation');
  await client.send(new DeleteStackCommand({ StackName: id }));
  return untilEnded(client, id, site);
}
