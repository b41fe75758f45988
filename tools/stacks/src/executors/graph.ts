import { describeError } from '@bulkhead/errors';
import { type ExecutorContext } from '@nx/devkit';
import { graph, type GraphOptions } from '../actions/graph';
import { terminal } from '../run/output';
import { type RunOptions } from '../run/run';
import { openEnvironmentRun } from './open-environment-run';
import { readCommandOptions } from './verb-options';

/** Draws the stacks of an environment, and prints where the pictures are. */
export default async function executor(
  given: RunOptions & GraphOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  try {
    const { withoutRecords, into } = readCommandOptions('graph', given);
    const run = await openEnvironmentRun('graph', given, context);
    for (const file of await graph(run, { withoutRecords, into })) terminal.line(file);
    return { success: true };
  } catch (error) {
    terminal.line(describeError(error));
    return { success: false };
  }
}
