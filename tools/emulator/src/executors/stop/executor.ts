import type { ExecutorContext } from '@nx/devkit';
import { describeError } from '@bulkhead/errors';
import { optionKinds, readOptions } from '@bulkhead/errors/input';
import { z } from 'zod';
import { stopEmulator } from '../../stop-emulator';
import type { StopExecutorSchema } from './schema';

/** The options, as `schema.json` describes them to people. */
export const stopOptions = z.strictObject({
  graceSeconds: optionKinds.quantity('seconds', 86_400, { zero: true }).optional(),
});

/** Stops the emulator that this workspace started. It is a success if none runs. */
export default async function stopExecutor(
  given: StopExecutorSchema,
  context: Pick<ExecutorContext, 'root'>,
  print: (line: string) => void = console.log,
): Promise<{ success: boolean }> {
  try {
    const options = readOptions({ command: 'stop', options: stopOptions }, { ...given });
    const graceMs = options.graceSeconds === undefined ? undefined : options.graceSeconds * 1000;
    await stopEmulator({ workspaceRoot: context.root, graceMs, notify: print });
    return { success: true };
  } catch (error) {
    print(describeError(error));
    return { success: false };
  }
}
