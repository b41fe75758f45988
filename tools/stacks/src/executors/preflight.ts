import { describeError } from '@bulkhead/errors';
import { type ExecutorContext } from '@nx/devkit';
import { showPreflight } from '../actions/preflight';
import { terminal } from '../run/output';
import { type RunOptions } from '../run/run';
import { openEnvironmentRun } from './open-environment-run';
import { stacksAtOnce } from './stacks-at-once';

/** Says what a deploy of an environment would fail for, as far as that can be known before. */
export default async function executor(
  given: RunOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  try {
    return {
      success: await showPreflight(
        await openEnvironmentRun('preflight', given, context, { parallel: stacksAtOnce() }),
      ),
    };
  } catch (error) {
    terminal.line(describeError(error));
    return { success: false };
  }
}
