import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ExecutorContext, type PreTasksExecutionContext, type TaskGraph } from '@nx/devkit';
import base from '../executors/base';
import * as executors from '../executors/executors';
import orphans from '../executors/orphans';
import preflight from '../executors/preflight';
import { type Verb } from '../plugin/verbs';
import { preTasksExecution } from '../plugin/run-hooks';
import { type RunOptions } from '../run/run';
import { type NxCall, readNxCall, targetsIn } from './nx-call';
import { type Scene } from './scene';

/**
 * Does what `nx` does for a command line in the checkout of a scene: runs the hook of the plugin, then the executor of
 * the tool, in this process.
 *
 * @returns whether every task came out well
 */
export async function playNx(
  { root, apps }: Pick<Scene, 'root' | 'apps'>,
  words: readonly string[],
  variables: NodeJS.ProcessEnv,
): Promise<boolean> {
  const before = process.env;
  process.env = { ...variables };
  try {
    await preTasksExecution(undefined, {
      argv: ['node', 'nx', ...words],
      workspaceRoot: root,
      nxJsonConfiguration: {},
    } as unknown as PreTasksExecutionContext);
    const folders = ['.', ...Object.keys(apps).map((app) => `apps/${app}`)];
    return await runTasks(root, folders, readNxCall(words, await targetsIn(root, folders)));
  } catch (error) {
    // The hook refuses by throwing, and Nx prints the error.
    if (!(error instanceof Error) || !/\n {2}\(\w+\)$/.test(error.message)) throw error;
    console.error(error.message);
    return false;
  } finally {
    process.env = before;
  }
}

/** Commands of the workspace have no batch. */
const workspaceCommands = { base, orphans, preflight };

async function runTasks(root: string, folders: readonly string[], call: NxCall): Promise<boolean> {
  const { projects, target, command, options } = call;
  if (command === undefined) throw new Error(`Nothing here plays ${projects.join()}:${target}.`);
  const read = (folder: string) =>
    JSON.parse(readFileSync(join(root, folder, 'project.json'), 'utf8')) as { name: string };
  const configured = Object.fromEntries(
    folders.map((root_) => [read(root_).name, { ...read(root_), root: root_ }]),
  );
  const context = {
    root,
    cwd: root,
    projectsConfigurations: { version: 2, projects: configured },
    projectName: projects[0],
    targetName: target,
  } as unknown as ExecutorContext;
  const ofWorkspace = command in workspaceCommands ? workspaceCommands[command as 'base'] : undefined;
  if (ofWorkspace) return (await ofWorkspace(options as unknown as RunOptions, context)).success;

  const tasks = Object.fromEntries(
    projects.map((project) => [
      `${project}:${target}`,
      { id: `${project}:${target}`, target: { project, target } },
    ]),
  );
  const inputs = Object.fromEntries(Object.keys(tasks).map((id) => [id, options]));
  const run = executors[`${command as Verb}Batch`];
  const results = await run({ tasks } as unknown as TaskGraph, inputs as never, options as never, context);
  return Object.values(results).every(({ success }) => success);
}
