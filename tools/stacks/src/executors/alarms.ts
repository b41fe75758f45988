import { describeError } from '@bulkhead/errors';
import { type ExecutorContext } from '@nx/devkit';
import { playAlarms } from '../actions/alarms';
import { terminal } from '../run/output';
import { type RunOptions } from '../run/run';
import { openEnvironmentRun } from './open-environment-run';
import { stacksAtOnce } from './stacks-at-once';

/** Plays the scenarios of all teams over the alarms of an environment. */
export default async function executor(
  given: RunOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  try {
    const run = await openEnvironmentRun('alarms', given, context, { parallel: stacksAtOnce() });
    return { success: await playAlarms(run) };
  } catch (error) {
    terminal.line(describeError(error));
    return { success: false };
  }
}
