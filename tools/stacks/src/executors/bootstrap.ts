import { describeError } from '@bulkhead/errors';
import { type ExecutorContext } from '@nx/devkit';
import { bootstrap } from '../actions/bootstrap';
import { terminal } from '../run/output';
import { type RunOptions } from '../run/run';
import { openEnvironmentRun } from './open-environment-run';

/** Prepares the regions of an environment for its stacks. */
export default async function executor(
  given: RunOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  try {
    await bootstrap(await openEnvironmentRun('bootstrap', given, context));
    return { success: true };
  } catch (error) {
    terminal.line(describeError(error));
    return { success: false };
  }
}
