import { execFileSync, spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { emulatorVariables, stopEmulator } from '@bulkhead/emulator';

const root = join(__dirname, '../../..');

/** The result of a command. */
export interface Outcome {
  readonly code: number | null;
  /** Standard output and standard error, in the order they arrived. */
  readonly text: string;
}

/** One stack of `dist/runs/latest.json`. */
export interface ReportedStack {
  readonly app: string;
  readonly stack: string;
  readonly role: string;
  readonly outcome: string;
  readonly reason: string;
  readonly resources: { readonly added: number; readonly changed: number; readonly destroyed: number };
}

/**
 * A copy of this workspace as it is on disk. It has a folder, a git repository and an emulator port of its own. So a
 * test in the copy affects neither the checkout nor programs that run from the checkout.
 */
export class WorkspaceCopy {
  private constructor(
    readonly directory: string,
    readonly port: number,
  ) {}

  static async create(): Promise<WorkspaceCopy> {
    const directory = mkdtempSync(join(tmpdir(), 'bulkhead-e2e-'));
    const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
      cwd: root,
      encoding: 'utf8',
    });
    for (const file of listed.split('\0').filter((file) => file && existsSync(join(root, file)))) {
      mkdirSync(dirname(join(directory, file)), { recursive: true });
      cpSync(join(root, file), join(directory, file));
    }
    linkPackages(directory);
    const copy = new WorkspaceCopy(directory, await freePort());
    copy.git('init', '--quiet', '--initial-branch=main');
    copy.commit('copy');
    return copy;
  }

  /** Commits everything in the copy. */
  commit(message: string): void {
    this.git('add', '--all');
    this.git(
      '-c',
      'user.name=e2e',
      '-c',
      'user.email=e2e@localhost',
      'commit',
      '--quiet',
      '--message',
      message,
    );
  }

  /** Undoes the last commit, and with it every change to a file that git tracks. */
  undoCommit(): void {
    this.git('reset', '--quiet', '--hard', 'HEAD~1');
  }

  /** Files that differ from the last commit, new ones included, sorted. */
  changes(): string[] {
    const lines = this.git('status', '--porcelain', '--untracked-files=all').split('\n');
    return lines.flatMap((line) => (line ? [line.slice(3)] : [])).sort();
  }

  read(file: string): string {
    return readFileSync(join(this.directory, file), 'utf8');
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.directory, file), text);
  }

  remove(file: string): void {
    rmSync(join(this.directory, file));
  }

  /** Makes Nx forget which tasks it ran. All other data that Nx keeps about the workspace stays. */
  forgetTasks(): void {
    rmSync(join(this.directory, '.nx/cache'), { recursive: true, force: true });
    const kept = join(this.directory, '.nx/workspace-data');
    if (!existsSync(kept)) return;
    for (const file of readdirSync(kept).filter((name) => name.includes('.db'))) rmSync(join(kept, file));
  }

  /** Names of the entries in a folder. */
  list(folder: string): string[] {
    return readdirSync(join(this.directory, folder));
  }

  /** Replaces `from` in a file, where it must occur exactly once. */
  edit(file: string, from: string, to: string): void {
    const parts = this.read(file).split(from);
    if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} places with: ${from}`);
    this.write(file, parts.join(to));
  }

  /** The stacks of the last run's report. */
  report(): ReportedStack[] {
    return (JSON.parse(this.read('dist/runs/latest.json')) as { stacks: ReportedStack[] }).stacks;
  }

  /** Outcome of each stack of the last run, by `<app>/<stack>`. */
  outcomes(): Record<string, string> {
    return Object.fromEntries(this.report().map(({ app, stack, outcome }) => [`${app}/${stack}`, outcome]));
  }

  /**
   * The reasons of the stacks that failed in the last run, by `<app>/<stack>`. A test that expects no failure shows
   * them.
   */
  failures(): Record<string, string> {
    const failed = this.report().filter(({ outcome }) => outcome === 'failed');
    return Object.fromEntries(failed.map(({ app, stack, reason }) => [`${app}/${stack}`, reason]));
  }

  /** The published values of an environment. */
  outputs(environment = 'local'): Record<string, string & string[]> {
    return JSON.parse(this.read(`dist/outputs/${environment}.json`)) as Record<string, string & string[]>;
  }

  /** Runs `npx nx …` to its end. */
  nx(args: string, options: RunOptions = {}): Promise<Outcome> {
    return this.run(join(this.directory, 'node_modules/.bin/nx'), args.split(' '), options);
  }

  /** Runs `npx nx …`, which has to succeed. If it fails, the error contains its output. */
  async succeed(args: string, options: RunOptions = {}): Promise<string> {
    const { code, text } = await this.nx(args, options);
    if (code !== 0) throw new Error(`nx ${args} ended with code ${code}:\n${text}`);
    return text;
  }

  /** Runs a command to its end. */
  run(
    command: string,
    args: readonly string[],
    { variables = {}, from = '.', onText }: RunOptions = {},
  ): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      const child = spawn(command, args, {
        cwd: join(this.directory, from),
        env: { ...this.variables(), ...variables },
        // A process group of its own, as a shell gives to a command: signals from a terminal reach the whole group.
        detached: true,
      });
      let text = '';
      const take = (chunk: Buffer) => {
        text += chunk.toString();
        onText?.(text, (signal) => killGroup(child.pid, signal));
      };
      child.stdout.on('data', take);
      child.stderr.on('data', take);
      child.on('error', reject);
      child.on('close', (code) => resolve({ code, text }));
    });
  }

  /** Stops the emulator, if one runs, and removes the folder. */
  async dispose(): Promise<void> {
    await stopEmulator({ workspaceRoot: this.directory });
    rmSync(this.directory, { recursive: true, force: true });
  }

  get endpoint(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The variables that let a program outside the tools use the emulator of the copy. */
  toEmulator(): NodeJS.ProcessEnv {
    const variables: NodeJS.ProcessEnv = {
      ...emulatorVariables(process.env, this.endpoint),
      // The same value that the tools use for Terraform.
      GOGC: '400',
    };
    delete variables['TF_CLI_CONFIG_FILE'];
    return variables;
  }

  private git(...args: string[]): string {
    return execFileSync('git', args, { cwd: this.directory, encoding: 'utf8' });
  }

  /** Variables that the outer Nx and the outer shell set must not reach the inner Nx. */
  private variables(): NodeJS.ProcessEnv {
    const outer = Object.entries(process.env).filter(
      ([name]) =>
        !/^(NX_|BULKHEAD_|AWS_|TF_(?!CLI_CONFIG_FILE|PLUGIN_CACHE_DIR)|CDK|JEST_|FORCE_COLOR|INIT_CWD|npm_)/.test(
          name,
        ),
    );
    const kept = process.env['BULKHEAD_PROVIDER_MIRROR'];
    return {
      ...Object.fromEntries(outer),
      ...(kept && { BULKHEAD_PROVIDER_MIRROR: kept }),
      NX_DAEMON: 'false',
      BULKHEAD_EMULATOR_PORT: String(this.port),
    };
  }
}

interface RunOptions {
  readonly variables?: NodeJS.ProcessEnv;
  /** Folder to run in, from the root of the copy. */
  readonly from?: string;
  /** Called with all output so far whenever there is more. `kill` signals all processes of the command. */
  readonly onText?: (text: string, kill: (signal: NodeJS.Signals) => void) => void;
}

function killGroup(group: number | undefined, signal: NodeJS.Signals): void {
  try {
    if (group !== undefined) process.kill(-group, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Installed packages are linked to the checkout's. The workspace's own packages are linked to the copy's. */
function linkPackages(directory: string): void {
  const installed = join(root, 'node_modules');
  const modules = join(directory, 'node_modules');
  mkdirSync(join(modules, '@bulkhead'), { recursive: true });
  for (const name of readdirSync(installed).filter((name) => name !== '@bulkhead' && name !== '.cache')) {
    symlinkSync(join(installed, name), join(modules, name));
  }
  for (const kind of ['libs', 'tools']) {
    for (const name of readdirSync(join(directory, kind))) {
      symlinkSync(join(directory, kind, name), join(modules, '@bulkhead', name));
    }
  }
}

/**
 * A port that nothing listens on. It is below the range that the system gives to outgoing connections: a client could
 * take a port of that range while an emulator is being replaced.
 */
async function freePort(): Promise<number> {
  const port = 15_000 + Math.floor(Math.random() * 15_000);
  return (await isFree(port)) ? port : freePort();
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
