import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { applyEnvironment, emulatorEnvironment, ensureEmulator, stopEmulator } from '@bulkhead/emulator';
import { countCalls } from './call-counter';
import { generateWorkspace, removeWorkspace, type WorkspaceSize } from './generated-workspace';

const size: WorkspaceSize = { apps: 50, stacksPerApp: 4, appsPerLayer: 10 };
const environment = 'local';

/**
 * What it costs to decide which of 200 stacks to deploy, and why, beside the graph that bare Nx makes of the very
 * same workspace.
 */
export const scale = {
  name: 'scale',
  title: 'Deciding over 200 stacks',
  runs: 5,

  async measure({ workspaceRoot, runs, notify }: ScaleBench) {
    notify(`generating ${size.apps} apps of ${size.stacksPerApp} stacks`);
    const directory = generateWorkspace(workspaceRoot, size);
    const plain = applyEnvironment(process.env, { ...outerVariables(), NX_DAEMON: 'false' });
    const { endpoint } = await ensureEmulator({
      workspaceRoot: directory,
      port: await freePort(),
      env: plain,
    });
    const counter = await countCalls(endpoint);
    const env = applyEnvironment(plain, emulatorEnvironment(counter.endpoint));
    const nx = (...args: string[]) =>
      run(process.execPath, [join(directory, 'node_modules/nx/dist/bin/nx.js'), ...args], directory, env);
    try {
      notify('synthesizing every stack, and recording it as deployed');
      await nx('run-many', '-t', 'synth', '-c', environment);
      await run(
        process.execPath,
        [join(__dirname, 'record-as-deployed.js'), directory, environment],
        directory,
        env,
      );

      const decide = async () => {
        await nx('run-many', '-t', 'deploy', '-c', environment, '--dry-run');
        requireUnchanged(directory);
      };
      const graph = () => nx('graph', `--file=${join(directory, 'dist/graph.json')}`);
      await decide();
      counter.take();
      await decide();
      const calls = counter.take();

      notify('the graph and the decision, in turn');
      const times = { decision: [] as number[], graph: [] as number[] };
      for (let turn = 0; turn <= runs; turn++) {
        const graphMs = await timed(graph);
        const decisionMs = await timed(decide);
        // The first turn brings the files into memory, for both alike.
        if (turn === 0) continue;
        times.graph.push(graphMs);
        times.decision.push(decisionMs);
      }
      const subject = `${size.apps * size.stacksPerApp} stacks`;
      return {
        comparisons: [
          {
            subject,
            ours: { label: 'nx run-many -t deploy --dry-run', ...milliseconds(times.decision) },
            peer: { label: 'nx graph --file', ...milliseconds(times.graph) },
            ratio: spread(times.graph.map((graphMs, turn) => graphMs / (times.decision[turn] ?? NaN))),
          },
        ],
        counts: [{ subject: `calls to SSM for ${subject}`, values: calls }],
        notes: [
          "Both without Nx's daemon, with the file map that Nx keeps on disk. The decision includes the graph: it may cost at most twice as much.",
        ],
      };
    } finally {
      counter.close();
      await stopEmulator({ workspaceRoot: directory, graceMs: 1_000 });
      removeWorkspace(directory);
    }
  },
};

/** What the measurement may use. */
interface ScaleBench {
  /** Absolute path of the workspace, which is built. */
  readonly workspaceRoot: string;
  /** How often each contender runs. */
  readonly runs: number;
  notify(line: string): void;
}

function requireUnchanged(directory: string): void {
  const { stacks } = JSON.parse(readFileSync(join(directory, 'dist/runs/latest.json'), 'utf8')) as {
    stacks: { app: string; stack: string; outcome: string; reason: string }[];
  };
  const other = stacks.find(({ outcome }) => outcome !== 'unchanged');
  if (stacks.length !== size.apps * size.stacksPerApp || other)
    throw new Error(
      `Not ${size.apps * size.stacksPerApp} unchanged stacks: ${JSON.stringify(other ?? stacks.length)}`,
    );
}

/** What the outer Nx and the outer shell say of themselves. */
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

async function timed(act: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await act();
  return performance.now() - startedAt;
}

function milliseconds(times: readonly number[]) {
  const { median, min, max } = spread(times);
  return { medianMs: median, minMs: min, maxMs: max };
}

function spread(figures: readonly number[]): { median: number; min: number; max: number } {
  const sorted = [...figures].sort((a, b) => a - b);
  const at = (index: number) => sorted[index] ?? NaN;
  const half = Math.floor(sorted.length / 2);
  const median = sorted.length % 2 === 1 ? at(half) : (at(half - 1) + at(half)) / 2;
  return { median, min: at(0), max: at(sorted.length - 1) };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}
