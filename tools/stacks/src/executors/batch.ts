import { parseManifest } from '@bulkhead/contracts';
import { BulkheadError, describeError, systemErrorCode } from '@bulkhead/errors';
import { type ExecutorContext, type ProjectConfiguration, type TaskGraph } from '@nx/devkit';
import { sweepPassing } from '../checkout/value-files';
import { namedProjectsVariable } from '../plugin/named-projects';
import { startedVariable } from '../plugin/run-hooks';
import { type Verb } from '../plugin/verbs';
import { lastWords } from '../display/last-words';
import { openOutput } from '../display/open-output';
import { describeStanding } from '../orphans/standing';
import { watchInterruption } from '../engines/interruption';
import { announce, writeDocument } from '../run/output';
import { openRun, type Run, type RunOptions } from '../run/run';
import { environmentOption } from '../workspace/printed-commands';
import { writeRunReport } from '../run/run-report';
import { type RunResult } from '../run/run-result';
import { isGood } from '../run/stack-result';
import { summary } from '../run/summary';
import { enterSurroundings } from '../surroundings/enter-surroundings';
import { readSynthIndex, type SynthIndexEntry } from '../synthesis/synth-index';
import { commandLine } from './command-line';
import { stacksAtOnce } from './stacks-at-once';
import { surroundingsOf } from './surroundings-of';
import { readCommandOptions } from './verb-options';

/** What a verb does with a run. */
export type Action = (run: Run) => Promise<RunResult>;

/** The result that Nx expects for each task of a batch. */
type BatchResults = Record<string, { success: boolean; terminalOutput: string }>;

/**
 * Runs one verb over the stacks of every task of a batch, all in this process. So contracts can order the stacks, and
 * one report covers them.
 *
 * @param inputs the unchecked options of each task; they are the same for all
 * @param typed the command of the user. @default that of the verb
 * @returns for each task, whether all its stacks came out well
 */
export async function runBatch(
  verb: Verb | 'orphans',
  action: Action,
  tasks: TaskGraph['tasks'],
  inputs: Record<string, RunOptions>,
  context: ExecutorContext,
  typed?: string,
): Promise<BatchResults> {
  // The SDK warns of Node versions that it will give up. This project decides on Node in one place, not at every call.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
  const apps = Object.values(tasks).map(({ target }) => target.project);
  const [given] = Object.values(inputs);
  const startedAt = startOfCommand();
  const interruption = watchInterruption();
  const output = await openOutput(given?.json === true);
  const failed = (error: { code: string; message: string }) =>
    writeRunReport(
      { workspaceRoot: context.root },
      {
        verb,
        environment: String(given?.environment ?? ''),
        startedAt: startedAt.toISOString(),
        durationMs: Date.now() - startedAt.getTime(),
        stacks: [],
        stale: [],
        orphans: [],
        away: [],
        omitted: [],
        error,
      },
    );
  let result: RunResult;
  try {
    await sweepPassing(context.root);
    // This report stays if the process is killed.
    failed({ code: 'Unfinished', message: 'The run has not ended, or was killed.' });
    if (!given) throw new RangeError('A batch without tasks.');
    const options: RunOptions = readCommandOptions(verb, given);
    const run = openRun({
      workspaceRoot: context.root,
      workingDirectory: context.cwd,
      projects: Object.values(context.projectsConfigurations.projects),
      apps,
      options,
      parallel: stacksAtOnce(),
      output,
      interrupted: interruption.signal,
    });
    const { projects } = context.projectsConfigurations;
    const isApp = (name: string) => projects[name]?.root !== '.';
    const named = (process.env[namedProjectsVariable] ?? '').split(',');
    for (const app of apps.filter((name) => run.instances.every((instance) => instance.app !== name))) {
      if (!isApp(app)) continue;
      // A named app without stacks is an error, but `--orphans` is about stacks without settings.
      if (named.includes(app) && !options.orphans) {
        const { absentApp } = await import('../run/absent-app.js');
        throw absentApp(run, app, stackNames(projects[app]));
      }
      output.line(`${app} has no stack in environment ${run.environment.name}`);
    }
    await enterSurroundings(surroundingsOf(run, typed ?? commandLine(verb, apps, options)));
    // With `--orphans`, the run is about none of the selected stacks.
    if (!options.orphans) announce(output, new Map(run.selected.map((instance) => [instance, []])));
    result = await action(run);
    await output.close();
    const said = report(verb, run, { startedAt, apps }, result);
    if (interruption.signal.aborted) lastWords([describeError(interruption.signal.reason), ...said]);
    if (options.json && result.document) writeDocument(result.document);
  } catch (error) {
    await output.close();
    output.line(describeError(error));
    const code = systemErrorCode(error) ?? (error instanceof BulkheadError ? error.code : 'Defect');
    failed({ code, message: describeError(error) });
    return everyTask(tasks, () => false);
  } finally {
    interruption.close();
  }
  return everyTask(
    tasks,
    (app) => !result.amiss && result.stacks.every((stack) => stack.app !== app || isGood(stack)),
  );
}

/** Names of the stacks in the manifest of a project. */
function stackNames(project: ProjectConfiguration | undefined): string[] {
  const manifest = parseManifest(project, `${project?.root}/project.json`);
  return Object.keys(manifest?.stacks ?? {});
}

/** When the user began to wait: Nx and the build run before this process. */
function startOfCommand(): Date {
  const now = Date.now();
  const noted = Number(process.env[startedVariable]);
  return new Date(noted > 0 && noted <= now ? noted : now);
}

function report(
  verb: Verb | 'orphans',
  run: Run,
  { startedAt, apps }: { readonly startedAt: Date; readonly apps: readonly string[] },
  { stacks, outputs = {}, stale = [], standing = { orphans: [], away: [] }, amiss = false }: RunResult,
): string[] {
  const durationMs = Date.now() - startedAt.getTime();
  const environment = run.environment.name;
  const ran = (entry: SynthIndexEntry) =>
    stacks.some(({ app, stack, role }) => app === entry.app && stack === entry.stack && role === entry.role);
  const omitted = readSynthIndex(run.workspaceRoot, environment)
    .filter(ran)
    .flatMap((entry) => entry.omitted.map((omission) => ({ ...omission, rows: [...omission.rows] })));
  writeRunReport(run, {
    verb,
    environment,
    startedAt: startedAt.toISOString(),
    durationMs,
    stacks,
    stale: [...stale],
    orphans: [...standing.orphans],
    away: [...standing.away],
    omitted,
  });
  const lines = summary({
    verb,
    environment,
    environmentOption: environmentOption(run),
    results: stacks,
    durationMs,
    outputs,
    omitted,
    stale,
    standing: describeStanding(environment, standing),
    amiss,
    ...(verb === 'deploy' && run.options.dryRun && { deployCommand: deployCommand(run, apps) }),
  });
  for (const line of lines) run.output.line(line);
  return lines;
}

/** The command that deploys what a run over some apps only tried, with all options of the user. */
function deployCommand({ instances, options }: Run, apps: readonly string[]): string {
  const everyApp = apps.length > 1 && instances.every(({ app }) => apps.includes(app));
  return commandLine('deploy', everyApp ? [] : apps, { ...options, dryRun: false });
}

function everyTask(tasks: TaskGraph['tasks'], succeeded: (app: string) => boolean): BatchResults {
  return Object.fromEntries(
    Object.values(tasks).map(({ id, target }) => [
      id,
      { success: succeeded(target.project), terminalOutput: '' },
    ]),
  );
}

/**
 * Runs one verb over the stacks of a single task, if Nx was told not to batch.
 *
 * @throws BulkheadError `BatchRequired` if the command has more tasks of an ordered verb: each would run in a process
 * of its own, with nothing to order them
 */
export async function runSingle(
  verb: Verb,
  action: Action,
  ordered: boolean,
  options: RunOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  const { projectName = '', targetName = '', taskGraph } = context;
  const all = Object.values(taskGraph?.tasks ?? {});
  if (ordered && all.filter(({ target }) => target.target === targetName).length > 1) {
    throw new BulkheadError(
      'BatchRequired',
      `Stacks are ordered within a batch, and batches are turned off.`,
      {
        next: 'leave out --batch=false, and unset NX_BATCH_MODE',
      },
    );
  }
  const id = `${projectName}:${targetName}`;
  const task = all.find(({ target }) => target.project === projectName && target.target === targetName);
  const tasks = {
    [id]: { ...task, id, target: { project: projectName, target: targetName } },
  } as TaskGraph['tasks'];
  const results = await runBatch(verb, action, tasks, { [id]: options }, context);
  return { success: results[id]?.success ?? false };
}
