import { randomUUID } from 'node:crypto';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { BulkheadError, describeError, Refusal, shellWord, visibleText } from '@bulkhead/errors';
import { nearest } from '@bulkhead/errors/input';
import { type PostTasksExecution, type PreTasksExecution } from '@nx/devkit';
import { wholeBuildId } from '../checkout/build-id';
import { environmentNames } from './environment-names';
import { namedProjects, namedProjectsVariable } from './named-projects';
import { nothingRun } from './nothing-run';
import { unfitWord } from './unfit-words';
import { cachedVerbs, verbs } from './verbs';

/**
 * Environment variable that is an input of every cached target: unique in a run whose environment is a file,
 * which Nx does not know as an input and must not serve a cached result for.
 */
export const environmentDigestVariable = 'BULKHEAD_ENVIRONMENT_DIGEST';

/**
 * Environment variable with the day of the run, an input of what judges by the policy: a suppression that expires must
 * not stay hidden behind a result of the day before.
 */
export const todayVariable = 'BULKHEAD_TODAY';

/**
 * Environment variable with the name of what is compiled, an input of the build. Nx would restore the outputs of a task
 * from its cache by emptying their folders first, under the feet of other commands of the checkout; so the build has
 * none, and is served from the cache only where what is there is what it would make.
 */
export const buildVariable = 'BULKHEAD_BUILD';

/** Environment variable that tells a batch how many stacks it may work on at once: Nx keeps `--parallel` to itself. */
export const parallelVariable = 'BULKHEAD_PARALLEL';

/**
 * How many tasks Nx runs at once where nobody says how many.
 * https://nx.dev/docs/reference/nx-commands
 */
export const nxParallel = 3;

/**
 * Environment variable with the time at which the command began, in ms since the epoch: a user waits for Nx and the build
 * too, and what Nx calls "Run duration" leaves out whatever comes before its tasks.
 */
export const startedVariable = 'BULKHEAD_STARTED_AT';

/**
 * Environment variable with which Nx draws nothing in place itself. Its own display of many tasks, ten times a second
 * over whatever a batch has printed, would leave neither readable; ours says more.
 */
export const nxDisplayVariable = 'NX_TASKS_RUNNER_DYNAMIC_OUTPUT';

/**
 * Runs once before the tasks of any Nx command. Refuses a configuration that is no environment: Nx ignores an
 * unknown one and would go on with the default.
 */
export const preTasksExecution: PreTasksExecution = async (
  _,
  { argv, workspaceRoot, nxJsonConfiguration },
) => {
  // What a hook sets here Nx sets for the whole run.
  process.env[buildVariable] = wholeBuildId(workspaceRoot);
  process.env[startedVariable] = String(Date.now());
  const { configuration, configurations, environment, asked, parallel, ours } = readArguments(argv);
  const refusal =
    unfitOption(argv) ??
    (ours ? unfitWord(argv, configurations, asked) : undefined) ??
    unfitFile(environment, argv, workspaceRoot);
  if (refusal) throw new Error(describeError(refusal));
  if (!ours) return;
  const names = environmentNames(workspaceRoot);
  if (configuration !== undefined && !names.includes(configuration)) {
    const begun = names.find((name) => configuration.startsWith(name));
    const meant = nearest(configuration, names) ?? begun ?? (names.includes('local') ? 'local' : names[0]);
    const error = new BulkheadError(
      'UnknownEnvironment',
      `There is no environment "${visibleText(configuration)}"; allowed after -c: ${names.join(', ')}. A file is given as --environment=FILE.json.`,
      { next: commandWith(argv, configuration, meant ?? '') },
    );
    throw new Error(describeError(error));
  }
  process.env[environmentDigestVariable] = environment?.endsWith('.json') ? randomUUID() : '';
  process.env[todayVariable] = new Date().toISOString().slice(0, 10);
  process.env[parallelVariable] = parallel ?? String(nxJsonConfiguration.parallel ?? nxParallel);
  process.env[nxDisplayVariable] = 'false';
  process.env[namedProjectsVariable] = namedProjects(argv).join(',');
};

/**
 * Runs once after the tasks: stacks restored from Nx's cache are in no index yet. Its code is loaded only then, since
 * every Nx command waits for what this file imports.
 */
export const postTasksExecution: PostTasksExecution = async (_, { argv, workspaceRoot, taskResults }) => {
  const error = Object.keys(taskResults).length === 0 ? nothingRun(argv) : undefined;
  if (error) throw new Error(describeError(error));
  if (!names(argv, cachedVerbs)) return;
  const { writeSynthIndexes } = await import('../synthesis/synth-index.js');
  writeSynthIndexes(workspaceRoot);
};

/**
 * Where a file is named by more steps up than Nx can follow: it keeps what is synthesized of an environment in a folder
 * that it makes of the option, finds that outside of the workspace, and fails when the work is done.
 */
function unfitFile(
  environment: string | undefined,
  argv: readonly string[],
  workspaceRoot: string,
): Refusal | undefined {
  if (environment === undefined || !names(argv, cachedVerbs)) return undefined;
  const outputs = join(workspaceRoot, 'dist/synth', environment);
  if (!relative(workspaceRoot, outputs).startsWith('..')) return undefined;
  return new Refusal(
    'InvalidOption',
    `--environment is "${visibleText(environment)}"; allowed: a file named by two steps up at most, or by its whole path.`,
    // The shell of the user knows the folder that it is in; the daemon of Nx, which may run this, is in another.
    { next: `write --environment="$(realpath ${shellWord(environment)})"` },
  );
}

/** The command of the user with another configuration: whoever asked for a diff must not copy a deploy. */
function commandWith(argv: readonly string[], configuration: string, other: string): string {
  const words = argv.slice(2).map((word, index, all) => {
    if (word === '--prod') return `--configuration=${other}`;
    if (word === configuration && ['-c', '--configuration'].includes(all[index - 1] ?? '')) return other;
    const [before = ''] = /^(?:-c=?|--configuration=|[^-].*:)/.exec(word) ?? [];
    return word === before + configuration ? before + other : word;
  });
  return ['npx nx', ...words.map(shellWord)].join(' ');
}

/** An option that every object of JavaScript has, of which Nx cannot tell that no command has it. */
function unfitOption(argv: readonly string[]): Refusal | undefined {
  const name = argv
    .slice(2)
    .flatMap((word) => /^--(?:no-)?([^=]+)/.exec(word)?.[1] ?? [])
    .find((word) => word.split('.').some((part) => part in {}));
  if (name === undefined) return undefined;
  const shown = `--${visibleText(name, 60)}`;
  return new Refusal('InvalidOption', `${shown} is no option of any command.`, {
    next: `leave out ${shown}`,
  });
}

/** What a command line says that concerns the stacks tool. */
export function readArguments(argv: readonly string[]): {
  configuration?: string;
  /** Every one that an option names. */
  configurations: readonly string[];
  environment?: string;
  /** What is given for `--parallel`. */
  asked?: string;
  /** How many stacks that is. */
  parallel?: string;
  /** The command names one of our targets. */
  ours: boolean;
} {
  // Where Nx's parser and Node's disagree: `--parallel` may have no value, and then means Nx's own default of three;
  // `-c=x` is `-c x`.
  const args = argv
    .slice(2)
    .map((argument, index, all) =>
      argument === '--parallel' && !/^\d/.test(all[index + 1] ?? '')
        ? '--parallel=3'
        : argument.replace(/^-c=/, '-c'),
    );
  const { values, positionals } = parseArgs({
    args,
    strict: false,
    allowPositionals: true,
    options: {
      configuration: { type: 'string', short: 'c', multiple: true },
      // Nx's own word for the configuration `production`.
      prod: { type: 'boolean' },
      environment: { type: 'string' },
      parallel: { type: 'string' },
    },
  });
  const inSpecifier = positionals.flatMap((positional) => {
    const [, target, configuration] = positional.split(':');
    return verbs.some((verb) => verb === target) && configuration ? [configuration] : [];
  });
  const configurations = asTexts(values['configuration']);
  const named = values['prod'] === true ? 'production' : configurations.at(-1);
  const configuration = named ?? inSpecifier[0];
  const environment = asText(values['environment']);
  const asked = asText(values['parallel']);
  const parallel = asked === 'false' ? '1' : /^[1-9]\d*$/.exec(asked ?? '')?.[0];
  const own = [
    ...verbs,
    'base',
    'bootstrap',
    'preflight',
    'orphans',
    'presets',
    'simulate',
    'alarms',
    'picture',
    'preset-alarms',
  ];
  // `nx graph` is Nx's own.
  const ours = names(argv, own) || argv.some((word) => /^\w[^=]*:graph(:|$)/.test(word));
  return { configuration, configurations, environment, asked, parallel, ours };
}

/** Whether a command line names one of some targets, however it is written: `-t a,b`, `app:a`, `--targets=a`. */
function names(argv: readonly string[], targets: readonly string[]): boolean {
  const words = new Set(argv.slice(2).flatMap((argument) => argument.split(/[,:=]/)));
  return targets.some((target) => words.has(target));
}

function asTexts(values: unknown): string[] {
  return Array.isArray(values) ? values.filter((value) => typeof value === 'string') : [];
}

function asText(value: string | boolean | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
