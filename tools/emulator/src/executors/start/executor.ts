import type { ExecutorContext } from '@nx/devkit';
import { describeError } from '@bulkhead/errors';
import { optionKinds, readOptions } from '@bulkhead/errors/input';
import { z } from 'zod';
import { ensureEmulator } from '../../ensure-emulator';
import { describePrerequisite, requirePrerequisites } from '../../prerequisites';
import type { StartExecutorSchema } from './schema';

const { quantity, wholeNumber } = optionKinds;

/** The options, as `schema.json` describes them to people. */
export const startOptions = z.strictObject({
  port: wholeNumber('a port', 1, 65_535).optional(),
  deadlineSeconds: quantity('seconds', 86_400).optional(),
});

/** Checks the prerequisites of the machine, makes sure that the emulator runs, and prints its endpoint. */
export default async function startExecutor(
  given: StartExecutorSchema,
  context: Pick<ExecutorContext, 'root'>,
  print: (line: string) => void = console.log,
): Promise<{ success: boolean }> {
  try {
    const options = readOptions({ command: 'start', options: startOptions }, { ...given });
    for (const prerequisite of await requirePrerequisites()) print(describePrerequisite(prerequisite));
    const emulator = await ensureEmulator({
      workspaceRoot: context.root,
      port: options.port,
      deadlineMs: options.deadlineSeconds === undefined ? undefined : options.deadlineSeconds * 1000,
      notify: print,
    });
    const whose = !emulator.managed
      ? 'from AWS_ENDPOINT_URL'
      : `pid ${emulator.pid}, ${emulator.started ? 'started' : 'already running'}`;
    print(`Emulator: ${emulator.endpoint} (${whose})`);
    return { success: true };
  } catch (error) {
    print(describeError(error));
    return { success: false };
  }
}
