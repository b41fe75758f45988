import { setTimeout as sleep } from 'node:timers/promises';
import { BulkheadError } from '@bulkhead/errors';
import { clientSettings } from '../../retries/client-settings';
import { type EngineRequest } from '../engine';

/** How often CloudFormation is asked whether it has ended. */
const pollMs = { aws: 5_000, emulator: 250 };

/** The emulator works while it is asked; what it still works on after this it has given up without saying so. */
const emulatorPatienceMs = 60_000;

/**
 * Waits until CloudFormation has ended what an earlier run had it begin. It does so alone: it needs nobody to wait for it.
 *
 * @throws BulkheadError `RollbackFailed` for a stack that CloudFormation will not touch before somebody helps it, and
 * `StackStuck` where the emulator does not end
 */
export async function untilSettled(request: EngineRequest): Promise<void> {
  const { signal, progress, instance, environment, synthesized } = request;
  const beganAt = Date.now();
  let told = false;
  for (;;) {
    const status = await stackStatus(instance.region, synthesized.name);
    if (status === 'UPDATE_ROLLBACK_FAILED') throw rollbackFailed(request);
    if (!status?.endsWith('_IN_PROGRESS') || status === 'REVIEW_IN_PROGRESS') return;
    if (!told) progress(`waits for CloudFormation, which an earlier run left at work (${status})`);
    told = true;
    if (environment.target === 'emulator' && Date.now() - beganAt > emulatorPatienceMs) {
      throw new BulkheadError(
        'StackStuck',
        `The emulator has left ${instance.id} ${status} and does not go on.`,
        {
          next: `look for an error in its log, .bulkhead/emulator/emulator.log; then: aws cloudformation delete-stack --stack-name ${synthesized.name}`,
        },
      );
    }
    await sleep(pollMs[environment.target], undefined, { signal }).catch(() => signal.throwIfAborted());
  }
}

/**
 * Removes a stack of which an earlier run only began to say what it would be: it holds nothing, and the change set that
 * it waits for is nobody's any more.
 *
 * @param region name of the region, such as `us-east-1`
 */
export async function removeUnbegun(region: string, name: string): Promise<void> {
  if ((await stackStatus(region, name)) !== 'REVIEW_IN_PROGRESS') return;
  const { CloudFormationClient, DeleteStackCommand, waitUntilStackDeleteComplete } =
    await import('@aws-sdk/client-cloudformation');
  const client = new CloudFormationClient(await clientSettings(region));
  try {
    await client.send(new DeleteStackCommand({ StackName: name }));
    // In seconds; there is nothing to delete but the stack itself.
    await waitUntilStackDeleteComplete({ client, maxWaitTime: 60, minDelay: 1 }, { StackName: name });
  } finally {
    client.destroy();
  }
}

/** Status of the CloudFormation stack, such as `UPDATE_IN_PROGRESS`, or undefined where there is no such stack. */
async function stackStatus(region: string, StackName: string | undefined): Promise<string | undefined> {
  const { CloudFormationClient, DescribeStacksCommand } = await import('@aws-sdk/client-cloudformation');
  const client = new CloudFormationClient(await clientSettings(region));
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName }));
    return Stacks[0]?.StackStatus;
  } catch (error) {
    if ((error as Error).name === 'ValidationError' && /does not exist/.test((error as Error).message))
      return undefined;
    throw error;
  } finally {
    client.destroy();
  }
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-continueupdaterollback.html */
function rollbackFailed({ instance, synthesized }: EngineRequest): BulkheadError {
  const stack = `--region ${instance.region} --stack-name ${synthesized.name}`;
  return new BulkheadError(
    'RollbackFailed',
    `CloudFormation could not roll ${instance.id} back after a failed update, and waits for help.`,
    {
      next: `aws cloudformation describe-stack-events ${stack} names the cause; remove it, then: aws cloudformation continue-update-rollback ${stack}`,
    },
  );
}
