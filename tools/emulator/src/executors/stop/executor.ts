import type { ExecutorContext } from '@nx/devkit';
import { describeError } from '@bulkhead/errors';
import { stopEmulator } from '../../stop-emulator';
import type { StopExecutorSchema } from './schema';

/** Stops the emulator that this workspace started; succeeds when none runs. */
export default async function stopExecutor(
  options: StopExecutorSchema,
  context: Pick<ExecutorContext, 'root'>,
  print: (line: string) => void = console.log,
): Promise<{ success: boolean }> {
  try {
    const graceMs = options.graceSeconds === undefined ? undefined : options.graceSeconds * 1000;
    await stopEmulator({ workspaceRoot: context.root, graceMs, notify: print });
    return { success: true };
  } catch (error) {
    print(describeError(error));
    return { success: false };
  }
}
