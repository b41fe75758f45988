import { describeError } from '@bulkhead/errors';
import { type ExecutorContext, type TaskGraph } from '@nx/devkit';
import { listOrphans } from '../actions/list-orphans';
import { terminal } from '../run/output';
import { type Run, type RunOptions } from '../run/run';
import { runBatch } from './batch';
import { commandLine } from './command-line';
import { readCommandOptions } from './verb-options';

/** The options of `bulkhead:orphans`. */
export interface OrphansOptions extends Omit<RunOptions, 'orphans'> {
  /** `true` for all, or ids separated by commas. @default the orphans are only listed */
  readonly destroy?: boolean | string;
}

/**
 * Lists or destroys stacks that stand and are not in the configuration. Works even if no app is left with a target for
 * it.
 */
export default async function executor(
  typed: OrphansOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  let given: OrphansOptions;
  try {
    given = readCommandOptions('orphans', typed);
  } catch (error) {
    terminal.line(describeError(error));
    return { success: false };
  }
  const { destroy, ...options } = given;
  const { projectName = '', targetName = '' } = context;
  const id = `${projectName}:${targetName}`;
  const tasks = { [id]: { id, target: { project: projectName, target: targetName } } };
  const action = destroy
    ? async (run: Run) => (await import('../actions/destroy.js')).destroy(run)
    : listOrphans;
  const results = await runBatch(
    destroy ? 'destroy' : 'orphans',
    action,
    tasks as unknown as TaskGraph['tasks'],
    { [id]: { ...options, ...(destroy && { orphans: destroy }) } },
    context,
    commandLine(targetName, [projectName], given),
  );
  return { success: results[id]?.success ?? false };
}
