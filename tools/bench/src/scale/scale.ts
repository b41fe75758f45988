import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { applyEnvironment, emulatorEnvironment, ensureEmulator, stopEmulator } from '@bulkhead/emulator';
import { type Bench, type Figures, type Measurement } from '../measurement';
import { comparisonOf } from '../report/comparison';
import { takenInTurn } from '../taken-in-turn';
import { countCalls } from './call-counter';
import { generateWorkspace, removeWorkspace, type WorkspaceSize } from './generated-workspace';

/** Two sizes, so that a part of the decision that grows faster than the stacks is seen. */
const sizes: readonly WorkspaceSize[] = [
  { apps: 50, stacksPerApp: 4, appsPerLayer: 10 },
  { apps: 250, stacksPerApp: 4, appsPerLayer: 50 },
];
const environment = 'local';

/**
 * The time to decide which of many stacks to deploy, and why, compared with the time that plain Nx needs for the graph
 * of the same workspace.
 */
export const scale: Measurement = {
  name: 'scale',
  title: 'Deciding over 200 and 1,000 stacks',
  runs: 5,

  async measure(bench) {
    const figures: Required<Pick<Figures, 'comparisons' | 'counts'>>[] = [];
    for (const size of sizes) figures.push(await decideOver(size, bench));
    return {
      comparisons: figures.flatMap(({ comparisons }) => comparisons),
      counts: figures.flatMap(({ counts }) => counts),
      notes: [
        'Both make the whole graph, without the daemon and with the file map that Nx keeps on disk. A ratio of 0.50 means that the decision takes twice as long as the graph alone. By default, Nx runs each plugin in a process of its own. This workspace turns that off (decision 15).',
      ],
    };
  },
};

async function decideOver(
  size: WorkspaceSize,
  { workspaceRoot, runs, notify }: Bench,
): Promise<Required<Pick<Figures, 'comparisons' | 'counts'>>> {
  const subject = `${size.apps * size.stacksPerApp} stacks`;
  notify(`generating a workspace of ${subject}`);
  const directory = generateWorkspace(workspaceRoot, size);
  const plain = applyEnvironment(process.env, { ...outerVariables(), NX_DAEMON: 'false' });
  const { endpoint } = await ensureEmulator({
    workspaceRoot: directory,
    port: await freePort(),
    env: plain,
  });
  const counter = await countCalls(endpoint);
  const variables = applyEnvironment(plain, emulatorEnvironment(counter.endpoint));
  const node = (args: readonly string[], more: Record<string, string> = {}) =>
    run(process.execPath, args, directory, { ...variables, ...more });
  const nx = (args: string, more?: Record<string, string>) =>
    node([join(directory, 'node_modules/nx/dist/bin/nx.js'), ...args.split(' ')], more);
  try {
    notify('synthesizing every stack, and recording it as deployed');
    await nx(`run-many -t synth -c ${environment}`);
    await node([join(__dirname, 'record-as-deployed.js'), directory, environment]);

    const decide = async () => {
      await nx(`run-many -t deploy -c ${environment} --dry-run`);
      requireUnchanged(directory, size);
    };
    const graph = (isolated: boolean) => () =>
      nx('graph --file=dist/graph.json', { NX_ISOLATE_PLUGINS: String(isolated) });
    await decide();
    counter.take();
    await decide();
    const calls = counter.take();

    notify('the graph and the decision, in turn');
    const taken = await takenInTurn(runs, { bare: graph(true), decide, inProcess: graph(false) });
    const ours = { label: 'nx run-many -t deploy --dry-run', ...taken.decide };
    return {
      comparisons: [
        comparisonOf(subject, ours, { label: 'nx graph, default settings', ...taken.bare }),
        comparisonOf(subject, ours, { label: 'nx graph, plugins in its process', ...taken.inProcess }),
      ],
      counts: [{ subject: `calls to SSM for ${subject}`, values: calls }],
    };
  } finally {
    counter.close();
    await stopEmulator({ workspaceRoot: directory, graceMs: 1_000 });
    removeWorkspace(directory);
  }
}

function requireUnchanged(directory: string, size: WorkspaceSize): void {
  const { stacks } = JSON.parse(readFileSync(join(directory, 'dist/runs/latest.json'), 'utf8')) as {
    stacks: { app: string; stack: string; outcome: string; reason: string }[];
  };
  const other = stacks.find(({ outcome }) => outcome !== 'unchanged');
  if (stacks.length !== size.apps * size.stacksPerApp || other)
    throw new Error(
      `Not ${size.apps * size.stacksPerApp} unchanged stacks: ${JSON.stringify(other ?? stacks.length)}`,
    );
}

/** Variables that the outer Nx and the outer shell set. */
function outerVariables(): Record<string, undefined> {
  const names = Object.keys(process.env).filter((name) =>
    /^(npm_|NX_|BULKHEAD_|AWS_|NODE_OPTIONS|INIT_CWD|FORCE_COLOR)/.test(name),
  );
  return Object.fromEntries(names.map((name) => [name, undefined]));
}

async function run(
  command: string,
  args: readonly string[],
  cwd: string,
  env: Record<string, string | undefined>,
): Promise<void> {
  try {
    await promisify(execFile)(command, args, { cwd, env, maxBuffer: 1e8 });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${args.join(' ')} failed:\n${stdout}\n${stderr}`, { cause: error });
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}
