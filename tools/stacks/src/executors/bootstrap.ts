import { describeError } from '@bulkhead/errors';
import { type ExecutorContext } from '@nx/devkit';
import { bootstrap } from '../actions/bootstrap';
import { terminal } from '../run/output';
import { openRun, type RunOptions } from '../run/run';

/** Prepares the regions of an environment for its stacks. */
export default async function executor(
  options: RunOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  try {
    const projects = Object.values(context.projectsConfigurations.projects);
    await bootstrap(
      openRun({
        workspaceRoot: context.root,
        workingDirectory: context.cwd,
        projects,
        apps: projects.flatMap(({ name }) => name ?? []),
        options,
        parallel: 1,
        output: terminal,
      }),
    );
    return { success: true };
  } catch (error) {
    terminal.line(describeError(error));
    return { success: false };
  }
}
