import { type ExecutorContext } from '@nx/devkit';
import { type Output, terminal } from '../run/output';
import { openRun, type Run, type RunOptions } from '../run/run';
import { enterSurroundings } from '../surroundings/enter-surroundings';
import { commandLine } from './command-line';
import { surroundingsOf } from './surroundings-of';
import { readCommandOptions } from './verb-options';

/**
 * Opens a run of a command that is about every app of an environment: one of the workspace, or `simulate`,
 * `alarms` or `picture` of an app.
 *
 * @param given options as they were typed
 * @param parallel how many stacks may be worked on at once. @default 1
 * @param output where everything for people goes. @default standard output
 * @throws Refusal `InvalidOption` or `ForeignSettings`, and what `openRun` throws
 */
export async function openEnvironmentRun(
  command: 'alarms' | 'base' | 'bootstrap' | 'graph' | 'picture' | 'preflight' | 'simulate',
  given: RunOptions,
  { root, cwd, projectName = 'bulkhead', projectsConfigurations }: ExecutorContext,
  { parallel = 1, output = terminal }: { readonly parallel?: number; readonly output?: Output } = {},
): Promise<Run> {
  // The SDK warns of Node versions that it will give up. This project decides on Node in one place, not at every call.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
  const options = readCommandOptions(command, given);
  const projects = Object.values(projectsConfigurations.projects);
  const run = openRun({
    workspaceRoot: root,
    workingDirectory: cwd,
    projects,
    apps: projects.flatMap(({ name }) => name ?? []),
    options,
    parallel,
    output,
  });
  await enterSurroundings(surroundingsOf(run, commandLine(command, [projectName], options)));
  return run;
}
