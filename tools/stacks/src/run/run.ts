import {
  environmentWarnings,
  hasStack,
  loadEnvironment,
  regionName,
  type Environment,
  type RegionRole,
} from '@bulkhead/config';
import { parseManifest } from '@bulkhead/contracts';
import { BulkheadError, visibleText } from '@bulkhead/errors';
import { nearest } from '@bulkhead/errors/input';
import { type ProjectConfiguration } from '@nx/devkit';
import { type RecoverOptions } from '../recoveries/recover-options';
import { requireDistinctNames } from '../workspace/distinct-names';
import { stackInstances, type StackInstance } from '../workspace/stack-instance';
import { type Output } from './output';

/** The options that every verb has. */
export interface RunOptions extends RecoverOptions {
  /** Name of an environment, or the path of its JSON file. */
  readonly environment: string;
  /** Only the stacks of this name. @default every stack of the app */
  readonly stack?: string;
  /** Only the stacks of this region role. @default every role */
  readonly role?: RegionRole;
  /** Also deploy unchanged stacks. @default false */
  readonly force?: boolean;
  /** Say what would be deployed, and why, and deploy nothing. @default false */
  readonly dryRun?: boolean;
  /** Print the result as one line of JSON, and everything else on standard error. @default false */
  readonly json?: boolean;
  /** A reviewed diff that `deploy` carries out: `dist/diff/<environment>.json`. @default it makes a new plan */
  readonly plan?: string;
  /** Stateful resources, and subnets in use, that a deploy may replace or destroy. @default none */
  readonly allowDestroy?: readonly string[];
  /** The reason to deploy in spite of the policy's findings. @default the deploy is refused */
  readonly withoutPolicy?: string;
  /** Deploy in spite of findings of the preflight, which are still printed. @default the deploy is refused */
  readonly withoutPreflight?: boolean;
  /**
   * Destroy orphans only, and no stack of the configuration: all orphans, or some by id, `<app>/<stack>@<role>`,
   * separated by commas. @default false
   */
  readonly orphans?: boolean | string;
  /** Put back what somebody changed or deleted, using what is deployed, and deploy nothing else. @default false */
  readonly revert?: boolean;
  /** Names of additions that `drift --revert` removes. @default none */
  readonly remove?: readonly string[];
  /**
   * How many minutes an engine may work on one stack.
   * @default 60 or, if the template lets it wait longer, that and half an hour; on the emulator 10
   */
  readonly deadlineMinutes?: number;
}

/** One invocation over many stacks. */
export interface Run {
  readonly workspaceRoot: string;
  readonly environment: Environment;
  readonly options: RunOptions;
  /** How many stacks may be worked on at once. */
  readonly parallel: number;
  /** The folder that a relative path in `options.environment` starts from. */
  readonly workingDirectory: string;
  /** Every stack of the environment, selected or not. */
  readonly instances: readonly StackInstance[];
  /** The stacks that this run is about. */
  readonly selected: readonly StackInstance[];
  /** Folder of each app's project from the root of the workspace, by app. */
  readonly projectRoots: ReadonlyMap<string, string>;
  readonly output: Output;
  /** Aborted when the run has to end. Its reason is the error to report. */
  readonly interrupted: AbortSignal;
}

export interface RunRequest {
  readonly workspaceRoot: string;
  readonly workingDirectory: string;
  /** Every project of the workspace. */
  readonly projects: readonly ProjectConfiguration[];
  /** Apps whose targets were asked for. */
  readonly apps: readonly string[];
  readonly options: RunOptions;
  readonly parallel: number;
  readonly output: Output;
  /** @default never */
  readonly interrupted?: AbortSignal;
}

/**
 * Checks the user's options before anything happens, and prints warnings about the environment.
 *
 * @throws BulkheadError of `loadEnvironment`, `InvalidManifest`, `SameStackName`, or `NothingSelected` for a stack or role
 * that no app asked for has
 */
export function openRun(request: RunRequest): Run {
  const { workspaceRoot, workingDirectory, projects, apps, options, parallel, output } = request;
  const { interrupted = new AbortController().signal } = request;
  const environment = loadEnvironment(options.environment, workingDirectory);
  const manifests = projects.flatMap(
    (project) => parseManifest(project, `${project.root}/project.json`) ?? [],
  );
  const instances = stackInstances(manifests, (app, stack, role) =>
    hasStack(environment, app, stack, role) ? regionName(environment, role) : undefined,
  );
  requireDistinctNames(instances);
  const selected = instances.filter(
    ({ app, stack, role }) =>
      apps.includes(app) &&
      (options.stack === undefined || options.stack === stack) &&
      (options.role === undefined || options.role === role),
  );
  if (selected.length === 0 && (options.stack ?? options.role) !== undefined) {
    const known = instances.filter(({ app }) => apps.includes(app)).map(({ id }) => id);
    throw new BulkheadError(
      'NothingSelected',
      `No stack of ${apps.join(', ')} is "${visibleText(options.stack ?? '*')}@${options.role ?? '*'}" in ${environment.name}; there are: ${known.join(', ') || 'none'}.`,
      { next: meantStack(options, instances, apps) ?? 'correct --stack or --role' },
    );
  }
  for (const warning of environmentWarnings(environment))
    output.line(`Warning: environment ${environment.name}, ${warning}`);
  const projectRoots = new Map(projects.map(({ name, root }) => [name ?? root, root]));
  return {
    workspaceRoot,
    environment,
    options,
    parallel,
    workingDirectory,
    instances,
    selected,
    projectRoots,
    output,
    interrupted,
  };
}

/** The probable stack for a misspelt name. */
function meantStack(
  { stack }: RunOptions,
  instances: readonly StackInstance[],
  apps: readonly string[],
): string | undefined {
  if (stack === undefined) return undefined;
  const names = instances.filter(({ app }) => apps.includes(app)).map((instance) => instance.stack);
  const meant = nearest(stack, [...new Set(names)]);
  return meant !== undefined && meant !== stack ? `write --stack=${meant}` : undefined;
}

/**
 * The stacks of the environment in the regions of the run, selected or not. A run must call no other region, because
 * that region may be the one that is down. There is one exception: a stack there depends on what would be destroyed. A
 * run over apps that the environment does not have is about the whole environment.
 */
export function instancesInReach({
  instances,
  selected,
}: Pick<Run, 'instances' | 'selected'>): StackInstance[] {
  if (selected.length === 0) return [...instances];
  const regions = new Set(selected.map(({ region }) => region));
  return instances.filter(({ region }) => regions.has(region));
}
