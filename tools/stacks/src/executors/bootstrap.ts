import { describeError } from '@bulkhead/errors';
import { type ExecutorContext } from '@nx/devkit';
import { bootstrap } from '../actions/bootstrap';
import { terminal } from '../run/output';
import { openRun, type RunOptions } from '../run/run';
import { enterSurroundings } from '../surroundings/enter-surroundings';
import { commandLine } from './command-line';
import { surroundingsOf } from './surroundings-of';
import { readCommandOptions } from './verb-options';

/** Prepares the regions of an environment for its stacks. */
export default async function executor(
  given: RunOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  // The SDK warns of Node versions it will give up, which this project decides on in one place, not at every call.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
  try {
    const options = readCommandOptions('bootstrap', given);
    const projects = Object.values(context.projectsConfigurations.projects);
    const run = openRun({
      workspaceRoot: context.root,
      workingDirectory: context.cwd,
      projects,
      apps: projects.flatMap(({ name }) => name ?? []),
      options,
      parallel: 1,
      output: terminal,
    });
    await enterSurroundings(surroundingsOf(run, commandLine('bootstrap', ['bulkhead'], options)));
    await bootstrap(run);
    return { success: true };
  } catch (error) {
    terminal.line(describeError(error));
    return { success: false };
  }
}
