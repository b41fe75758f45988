import { setTimeout as sleep } from 'node:timers/promises';
import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { BulkheadError } from '@bulkhead/errors';
import { type EngineRequest } from '../engine';
import { type DescribedStack, describeStack } from './described-stack';
import { siteOf } from './stack-site';
import { waysOf } from './stack-ways';

/** The emulator works while it is asked; what it still works on after this it has given up without saying so. In ms. */
const emulatorPatienceMs = 60_000;

/**
 * Waits until CloudFormation has ended what an earlier run had it begin. It does so alone: it needs nobody to wait for it.
 *
 * @returns the stack as it is then; undefined where there is none
 * @param patienceMs how long the emulator may work without an end
 * @throws BulkheadError `StackStuck` where the emulator does not end
 * @emulator A stack that stays at work is given up: the emulator raises an error in the middle, and leaves it so.
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
      // It raises an error in the middle and leaves the stack so.
      if (stack && status === 'CREATE_IN_PROGRESS')
        return { ...stack, status: 'CREATE_FAILED', givenUp: true };
      throw new BulkheadError(
        'StackStuck',
        `The emulator has left ${instance.id} ${status} and does not go on. Its log, .bulkhead/emulator/emulator.log, may say why.`,
        {
          next: 'npx nx run emulator:stop: it keeps everything in memory, so that the next deploy begins anew',
        },
      );
    }
    await sleep(pollingMs, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
}
