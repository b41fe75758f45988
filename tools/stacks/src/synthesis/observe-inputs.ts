/**
 * Node loads this before an app's entry (`--require`). It notes everything that the synthesis reads from its
 * surroundings, so that the next run can tell whether a new synthesis would have the same result. It observes from
 * outside: a stack's code may read anything, and a list that somebody has to maintain would one day be incomplete.
 */
import childProcess from 'node:child_process';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import workerThreads from 'node:worker_threads';

/** What a synthesis read from its surroundings. Paths are absolute. */
export interface ObservedInputs {
  /** Read, or loaded as a module. */
  readonly files: readonly string[];
  /** Listed. */
  readonly folders: readonly string[];
  /** Paths whose existence alone was checked. */
  readonly presence: readonly string[];
  /** Environment variables that were read. */
  readonly variables: readonly string[];
  /** Whether it started another process or thread, which may have read anything. */
  readonly unobserved: boolean;
}

/** Environment variable with the path of the file that the inputs are written to, as JSON, when the process exits. */
export const observedInputsVariable = 'BULKHEAD_OBSERVED_INPUTS';

/**
 * Functions of `node:fs` by the information that they return. Each has a synchronous form, or one that returns a
 * promise.
 */
const tells = {
  files: ['readFile', 'open', 'createReadStream', 'openAsBlob', 'copyFile', 'cp'],
  folders: ['readdir', 'opendir'],
  presence: ['exists', 'stat', 'lstat', 'access'],
} as const;

const seen = { files: new Set<string>(), folders: new Set<string>(), presence: new Set<string>() };
/** Node itself reads these before anyone can observe it. */
const variables = new Set(['NODE_OPTIONS', 'NODE_PATH']);
let unobserved = false;

const output = process.env[observedInputsVariable];
if (output) {
  delete process.env[observedInputsVariable];
  const { writeFileSync } = fs;
  observeFiles();
  observeVariables();
  observeStarts();
  syncBuiltinESMExports();
  process.on('exit', () => {
    for (const file of Object.keys(require.cache)) seen.files.add(file);
    const inputs: ObservedInputs = {
      files: [...seen.files].sort(),
      folders: [...seen.folders].sort(),
      presence: [...seen.presence].sort(),
      variables: [...variables].sort(),
      unobserved,
    };
    writeFileSync(output, JSON.stringify(inputs));
  });
}

function observeFiles(): void {
  for (const [kind, names] of Object.entries(tells) as [keyof typeof seen, readonly string[]][]) {
    const see = ([path, options]: readonly unknown[]) => {
      note(seen[kind], path);
      // The content below the folder passes through no observed function.
      if ((options as { recursive?: boolean } | null | undefined)?.recursive) note(seen.files, path);
    };
    for (const name of names) {
      lookOn(fs, name, see);
      lookOn(fs, `${name}Sync`, see);
      lookOn(fs.promises, name, see);
    }
  }
}

function observeVariables(): void {
  const note = (name: string | symbol) => typeof name === 'string' && variables.add(name);
  process.env = new Proxy(process.env, {
    get: (target, name) => {
      note(name);
      return target[name as string];
    },
    has: (target, name) => {
      note(name);
      return name in target;
    },
    // Without this the proxy would define the property, which `process.env` refuses.
    set: (target, name, value: string) => {
      target[name as string] = value;
      return true;
    },
  });
}

function observeStarts(): void {
  const see = () => (unobserved = true);
  // Every way to start a process uses one of these.
  lookOn(childProcess.ChildProcess.prototype, 'spawn', see);
  for (const name of ['spawnSync', 'execSync', 'execFileSync']) lookOn(childProcess, name, see);
  workerThreads.Worker = class extends workerThreads.Worker {
    constructor(...args: ConstructorParameters<typeof workerThreads.Worker>) {
      see();
      super(...args);
    }
  };
}

/** Calls `see` with the arguments of every call of a function. */
function lookOn(owner: object, name: string, see: (args: readonly unknown[]) => void): void {
  const functions = owner as Record<string, unknown>;
  const original = functions[name];
  if (typeof original !== 'function') return;
  const looking = function (this: unknown, ...args: unknown[]): unknown {
    see(args);
    return Reflect.apply(original, this, args) as unknown;
  };
  functions[name] = Object.defineProperties(looking, Object.getOwnPropertyDescriptors(original));
}

function note(paths: Set<string>, path: unknown): void {
  if (typeof path === 'string') paths.add(resolve(path));
  else if (path instanceof URL) paths.add(fileURLToPath(path));
  else if (Buffer.isBuffer(path)) paths.add(resolve(path.toString()));
}
