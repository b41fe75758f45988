import { describeError } from '@bulkhead/errors';
import { type ExecutorContext } from '@nx/devkit';
import { simulateRouting, type SimulateOptions } from '../actions/simulate';
import { terminal } from '../run/output';
import { type RunOptions } from '../run/run';
import { openEnvironmentRun } from './open-environment-run';
import { stacksAtOnce } from './stacks-at-once';
import { readCommandOptions } from './verb-options';

/** Simulates the routing of an environment, and prints who is served by which region. */
export default async function executor(
  given: RunOptions & SimulateOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  try {
    const { into } = readCommandOptions('simulate', given);
    const run = await openEnvironmentRun('simulate', given, context, { parallel: stacksAtOnce() });
    for (const line of await simulateRouting(run, { into })) terminal.line(line);
    return { success: true };
  } catch (error) {
    terminal.line(describeError(error));
    return { success: false };
  }
}
