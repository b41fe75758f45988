import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CreateNodesContextV2, type TargetConfiguration } from '@nx/devkit';
import { optionsByNx } from '../executors/nx-command-line';
import { type Command, commandOptions } from '../executors/verb-options';
import { createNodesV2 } from '../plugin/inferred-targets';

/** The result of reading an Nx command line. */
export interface NxCall {
  /** Name of the target, such as `deploy`. */
  readonly target: string;
  readonly projects: readonly string[];
  /** The executor of the tool, such as `deploy`. Undefined for an executor of somebody else. */
  readonly command: Command | undefined;
  /** The options as Nx passes them on. */
  readonly options: Record<string, unknown>;
}

/** The targets of a project, by name. */
export type Targets = Readonly<Record<string, TargetConfiguration>>;

/**
 * Targets of every project of a workspace, by project: those in its `project.json`, and those that the plugin infers.
 */
export async function targetsIn(
  workspaceRoot: string,
  folders: readonly string[],
): Promise<ReadonlyMap<string, Targets>> {
  const [, createNodes] = createNodesV2;
  const targets = new Map<string, Targets>();
  for (const folder of folders) {
    const file = join(folder, 'project.json');
    if (!existsSync(join(workspaceRoot, file))) continue;
    const { name = '', targets: own = {} } = JSON.parse(readFileSync(join(workspaceRoot, file), 'utf8')) as {
      name?: string;
      targets?: Targets;
    };
    const context = { workspaceRoot, nxJsonConfiguration: {} } as CreateNodesContextV2;
    const [[, { projects = {} }] = ['', {}]] = await createNodes([file], undefined, context);
    targets.set(name, { ...projects[folder]?.targets, ...own });
  }
  return targets;
}

/** Targets of every project of this repository, by project. */
export function targetsOfRepository(root: string): Promise<ReadonlyMap<string, Targets>> {
  const projects = ['apps', 'libs', 'tools'].flatMap((kind) =>
    readdirSync(join(root, kind)).map((name) => `${kind}/${name}`),
  );
  return targetsIn(root, ['.', ...projects]);
}

/**
 * Reads the words behind `nx` as Nx does.
 *
 * @param targets of every project
 * @throws if Nx knows no such project, target or configuration, or the words are those of no printed command
 */
export function readNxCall(words: readonly string[], targets: ReadonlyMap<string, Targets>): NxCall {
  const { verb, specifier, named, configuration, rest } = split(words);
  const [project = '', inSpecifier = ''] = specifier.split(':');
  const target = verb === 'run' ? inSpecifier : (named['t'] ?? '');
  const asked = verb === 'run' ? [project] : named['p']?.split(',');
  const projects =
    asked ?? [...targets].filter(([name, own]) => name !== 'bulkhead' && target in own).map(([name]) => name);
  for (const name of projects)
    if (!targets.get(name)?.[target]) throw new Error(`Nx knows no ${name}:${target}: nx ${words.join(' ')}`);
  const own = targets.get(projects[0] ?? '')?.[target];
  const settings = configuration === undefined ? {} : own?.configurations?.[configuration];
  if (settings === undefined)
    throw new Error(`${target} has no configuration ${configuration}: nx ${words.join(' ')}`);
  const [, executor = ''] = /^@bulkhead\/stacks:(.+)$/.exec(own?.executor ?? '') ?? [];
  const command = executor in commandOptions ? (executor as Command) : undefined;
  if (command === undefined && rest.length > 0)
    throw new Error(`${target} is given ${rest.join(' ')}, and nothing here knows what that means.`);
  const defaults = { ...(own?.options as object), ...(settings as object) };
  return { target, projects, command, options: command ? optionsByNx(command, rest, defaults) : {} };
}

/** Words for Nx itself, and words for the target. */
function split(words: readonly string[]) {
  const [verb = '', ...all] = words;
  if (!['run', 'run-many'].includes(verb)) throw new Error(`No command here is: nx ${words.join(' ')}`);
  const specifier = verb === 'run' ? (all.shift() ?? '') : '';
  const named: Partial<Record<string, string>> = {};
  const rest: string[] = [];
  for (let index = 0; index < all.length; index++) {
    const word = all[index] ?? '';
    const [, name] = /^-([tpc])$/.exec(word) ?? [];
    if (name === undefined) rest.push(word);
    else named[name] = all[++index];
  }
  return { verb, specifier, named, configuration: named['c'], rest };
}
