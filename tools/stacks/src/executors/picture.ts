import { describeError } from '@bulkhead/errors';
import { type ExecutorContext } from '@nx/devkit';
import { drawDashboard, type PictureOptions } from '../actions/picture';
import { terminal } from '../run/output';
import { type RunOptions } from '../run/run';
import { openEnvironmentRun } from './open-environment-run';
import { stacksAtOnce } from './stacks-at-once';
import { readCommandOptions } from './verb-options';

/** Draws the overview of an environment with sample data, and prints where the picture is. */
export default async function executor(
  given: RunOptions & PictureOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  try {
    const { into } = readCommandOptions('picture', given);
    const run = await openEnvironmentRun('picture', given, context, { parallel: stacksAtOnce() });
    for (const file of await drawDashboard(run, { into })) terminal.line(file);
    return { success: true };
  } catch (error) {
    terminal.line(describeError(error));
    return { success: false };
  }
}
