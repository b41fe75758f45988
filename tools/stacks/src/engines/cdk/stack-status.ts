import { setTimeout as sleep } from 'node:timers/promises';
import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { BulkheadError } from '@bulkhead/errors';
import { type EngineRequest } from '../engine';
import { type DescribedStack, describeStack } from './described-stack';
import { siteOf } from './stack-site';
import { waysOf } from './stack-ways';

/**
 * In ms. The emulator works only while it is asked; if it is still working after this time, it has given up without an
 * error.
 */
const emulatorPatienceMs = 60_000;

/**
 * Waits until CloudFormation has finished what an earlier run started. CloudFormation finishes by itself: nobody needs
 * to wait for it.
 *
 * @returns the stack as it is then; undefined if there is none
 * @param patienceMs how long the emulator may work without an end
 * @throws BulkheadError `StackStuck` if the emulator does not finish
 * @emulator A stack that stays at work is given up: after an error in the middle, the emulator never finishes it.
 */
export async function untilSettled(
  client: CloudFormationClient,
  request: EngineRequest,
  patienceMs = emulatorPatienceMs,
): Promise<DescribedStack | undefined> {
  const { signal, progress, instance, environment } = request;
  const { name, pollingMs } = siteOf(request);
  const beganAt = Date.now();
  let told = false;
  for (;;) {
    const stack = await describeStack(client, name);
    if (waysOf(stack?.status).deploy !== 'wait') return stack;
    const status = stack?.status ?? '';
    if (!told) progress(`waits for CloudFormation, which an earlier run left at work (${status})`);
    told = true;
    if (environment.target === 'emulator' && Date.now() - beganAt > patienceMs) {
      // An error in the emulator left the stack in the middle.
      if (stack && status === 'CREATE_IN_PROGRESS')
        return { ...stack, status: 'CREATE_FAILED', givenUp: true };
      throw new BulkheadError(
        'StackStuck',
        `The emulator has left ${instance.id} ${status} and does not continue. Its log, .bulkhead/emulator/emulator.log, may say why.`,
        {
          next: 'npx nx run emulator:stop: the emulator keeps everything in memory, so that the next deploy starts anew',
        },
      );
    }
    await sleep(pollingMs, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
}
