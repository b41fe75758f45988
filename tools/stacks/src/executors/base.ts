import { describeError } from '@bulkhead/errors';
import { type ExecutorContext } from '@nx/devkit';
import { base } from '../actions/base';
import { standardError, terminal } from '../run/output';
import { type RunOptions } from '../run/run';
import { openEnvironmentRun } from './open-environment-run';

/**
 * Prints the commit that `nx affected --base` has to start from. The commit is the only line on standard output; lines
 * for people go to standard error. Fails if only `run-many` misses nothing.
 */
export default async function executor(
  given: RunOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  try {
    terminal.line(await base(await openEnvironmentRun('base', given, context, { output: standardError })));
    return { success: true };
  } catch (error) {
    standardError.line(describeError(error));
    return { success: false };
  }
}
