import { describeError } from '@bulkhead/errors';
import { type ExecutorContext } from '@nx/devkit';
import { base } from '../actions/base';
import { standardError, terminal } from '../run/output';
import { openRun, type RunOptions } from '../run/run';
import { enterSurroundings } from '../surroundings/enter-surroundings';
import { commandLine } from './command-line';
import { surroundingsOf } from './surroundings-of';
import { readCommandOptions } from './verb-options';

/**
 * Prints the commit that `nx affected --base` has to start from, as the one line of standard output that is a commit;
 * everything for people is on standard error. Fails where only `run-many` misses nothing.
 */
export default async function executor(
  given: RunOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  // The SDK warns of Node versions it will give up, which this project decides on in one place, not at every call.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
  try {
    const options = readCommandOptions('base', given);
    const projects = Object.values(context.projectsConfigurations.projects);
    const run = openRun({
      workspaceRoot: context.root,
      workingDirectory: context.cwd,
      projects,
      apps: projects.flatMap(({ name }) => name ?? []),
      options,
      parallel: 1,
      output: standardError,
    });
    await enterSurroundings(surroundingsOf(run, commandLine('base', ['bulkhead'], options)));
    terminal.line(await base(run));
    return { success: true };
  } catch (error) {
    standardError.line(describeError(error));
    return { success: false };
  }
}
